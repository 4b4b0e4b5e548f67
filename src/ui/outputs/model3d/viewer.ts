import {
  DirectionalLight,
  HemisphereLight,
  PerspectiveCamera,
  Scene,
  Sphere,
  Spherical,
  Vector3,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { dispose } from './dispose'
import type { Model } from './load-model'
import type { SplatPainter } from './splats'

export interface Viewer {
  /** In place of what was shown. Where the visitor has turned it, the view stays as it is. */
  show(model: Model): void
  /** Radians, to the right and down. */
  turn(right: number, down: number): void
  /** Below 1: nearer. */
  zoom(factor: number): void
  /** All of it, as at first. */
  reset(): void
  close(): void
}

const DEGREE = Math.PI / 180
const FIELD = 40
/** From the upper right, towards the middle. */
const FROM = new Vector3(0.6, 0.45, 1).normalize()

/**
 * Owns a WebGL canvas in `place` and what is seen in it. Nothing is drawn while nothing moves: an output that stands
 * there costs nothing.
 * @throws what three throws where there is no WebGL
 */
export function createViewer(place: HTMLElement): Viewer {
  const renderer = new WebGLRenderer({ antialias: true, alpha: true })
  renderer.setPixelRatio(Math.min(devicePixelRatio, 2))
  place.replaceChildren(renderer.domElement)

  const scene = new Scene()
  const camera = new PerspectiveCamera(FIELD, 1, 0.01, 100)
  const light = new DirectionalLight('#ffffff', 1.8)
  light.position.set(0.5, 1, 1)
  // A lamp on the camera: the side that is looked at is never black.
  camera.add(light)
  scene.add(camera, new HemisphereLight('#ffffff', '#8a948e', 1.6))

  const controls = new OrbitControls(camera, renderer.domElement)
  // The wheel scrolls the page until the visitor is at it.
  controls.enableZoom = false
  const sphere = new Sphere(new Vector3(), 1)
  let shown: Model | undefined
  let painter: SplatPainter | undefined
  let touched = false
  let asked = 0
  let closed = false

  let moved = false

  /** As it was, but with what was not ready then. */
  function redraw(): void {
    if (asked === 0 && !closed) {
      asked = requestAnimationFrame(() => {
        asked = 0
        if (moved && shown?.createPainter !== undefined) painter?.prepare(scene, camera)
        moved = false
        renderer.render(scene, camera)
      })
    }
  }

  function draw(): void {
    moved = true
    redraw()
  }

  function fitAll(): void {
    // The narrower side decides.
    const half = Math.atan(Math.tan((FIELD / 2) * DEGREE) * Math.min(1, camera.aspect))
    const distance = (sphere.radius / Math.sin(half)) * 1.05
    camera.near = distance / 100
    camera.far = distance * 100
    camera.updateProjectionMatrix()
    controls.minDistance = sphere.radius / 20
    controls.maxDistance = distance * 10
    controls.target.copy(sphere.center)
    camera.position.copy(sphere.center).addScaledVector(FROM, distance)
    controls.update()
    draw()
  }

  function resize(): void {
    const { clientWidth: width, clientHeight: height } = place
    if (width === 0 || height === 0) return
    renderer.setSize(width, height, false)
    camera.aspect = width / height
    camera.updateProjectionMatrix()
    if (touched || shown === undefined) draw()
    else fitAll()
  }

  const moveTo = (offset: Vector3): void => {
    touched = true
    camera.position.copy(controls.target).add(offset)
    controls.update()
    draw()
  }
  const offset = (): Vector3 => camera.position.clone().sub(controls.target)

  controls.addEventListener('change', draw)
  controls.addEventListener('start', () => {
    touched = true
  })
  const onFocus = (event: FocusEvent): void => {
    controls.enableZoom = event.type === 'focusin'
  }
  place.addEventListener('focusin', onFocus)
  place.addEventListener('focusout', onFocus)
  // A lost context comes back, empty.
  renderer.domElement.addEventListener('webglcontextrestored', draw)
  const sizes = new ResizeObserver(resize)
  sizes.observe(place)
  resize()

  return {
    show(model) {
      if (shown !== undefined) {
        scene.remove(shown.object)
        dispose(shown.object)
      }
      shown = model
      scene.add(model.object)
      if (painter === undefined && model.createPainter !== undefined) {
        painter = model.createPainter(renderer, redraw)
        scene.add(painter.object)
      }
      if (painter !== undefined) painter.object.visible = model.createPainter !== undefined
      model.bounds.getBoundingSphere(sphere)
      // A single point has no size, and a damaged file may have points that are nowhere.
      if (!(sphere.radius > 0)) sphere.radius = 1
      const { x, y, z } = sphere.center
      if (!Number.isFinite(x + y + z)) sphere.center.set(0, 0, 0)
      if (touched) draw()
      else fitAll()
    },
    turn(right, down) {
      const at = new Spherical().setFromVector3(offset())
      at.theta -= right
      at.phi -= down
      moveTo(new Vector3().setFromSpherical(at.makeSafe()))
    },
    zoom(factor) {
      const now = offset()
      const length = Math.min(controls.maxDistance, Math.max(controls.minDistance, now.length() * factor))
      moveTo(now.setLength(length))
    },
    reset() {
      touched = false
      fitAll()
    },
    close() {
      if (closed) return
      closed = true
      cancelAnimationFrame(asked)
      sizes.disconnect()
      place.removeEventListener('focusin', onFocus)
      place.removeEventListener('focusout', onFocus)
      controls.dispose()
      painter?.close()
      if (shown !== undefined) dispose(shown.object)
      renderer.dispose()
      // A page has some sixteen contexts: this one is given back at once.
      renderer.forceContextLoss()
      renderer.domElement.remove()
    },
  }
}
