// @ts-expect-error there is no such package
import express from 'express'

export const rows = [express]
