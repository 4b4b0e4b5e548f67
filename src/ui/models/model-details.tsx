import type { ModelDetail, ModelSummary } from '../../host/types'
import { Panel } from '../elements/panel'
import { AboutPanels } from './about-panels'
import { GraphPanel } from './graph-panel'
import { ModelFiles } from './model-files'
import styles from './model-page.module.css'
import { TensorPanel } from './tensor-panel'
import { ValuesPanel } from './values-panel'
import { WeightMap } from './weight-map'

type Files = NonNullable<ModelSummary['staged']>['files']

/** All that is known of what a model is made of. */
export function ModelDetails({ detail, files }: { detail: ModelDetail; files: Files }) {
  const { tensors, inputs, outputs, about, graph } = detail
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <WeightMap tensors={tensors} />
        <TensorPanel tensors={tensors} />
        <GraphPanel graph={graph} />
      </div>
      <div className={styles.column}>
        <ValuesPanel title="Inputs" values={inputs} />
        <ValuesPanel title="Outputs" values={outputs} />
        <Panel aria-labelledby="model-files">
          <h2 id="model-files">Files</h2>
          <ModelFiles files={files} />
        </Panel>
        {about === undefined ? (
          <p className={styles.sub}>
            It was staged by an older version of this site. Delete it and add it again to see its operators
            and data types.
          </p>
        ) : (
          <AboutPanels about={about} />
        )}
      </div>
    </div>
  )
}
