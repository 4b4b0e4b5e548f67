/** The script of exported.html, which is the page of an exported site. */
import '../tokens.css'
import '../base.css'
import { openExported } from './open-exported'

openExported(document).catch(reportError)
