import { Graph as Layered, layout } from '@dagrejs/dagre';
import { Background, Controls, Handle, MarkerType, type Node, type NodeProps, Position, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useMemo } from 'react';
import { type Definition, edgesOf, summaryOf } from './graph';

const WIDTH = 210;
const HEIGHT = 66;

type Shown = Node<{ type: string; summary: string; waiting: number; start: boolean }, 'step'>;

/** A definition as it was drawn up: nothing can be moved or changed here. */
export function Graph({ definition, counts }: { definition: Definition; counts: Record<string, number> }) {
  const { nodes, edges } = useMemo(() => placed(definition), [definition]);
  const counted = nodes.map((node) => ({ ...node, data: { ...node.data, waiting: counts[node.id] ?? 0 } }));
  return (
    <>
      <div className="graph" role="figure" aria-label="Graph of the journey">
        <ReactFlow
          nodes={counted}
          edges={edges}
          nodeTypes={{ step: StepNode }}
          fitView
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          zoomOnScroll={false}
          preventScrolling={false}
          minZoom={0.3}
        >
          <Background />
          <Controls showInteractive={false} />
        </ReactFlow>
      </div>
      <ul className="sr-only" aria-label="Steps of the journey">
        {edges.map((edge) => (
          <li key={edge.id}>
            {edge.source} leads to {edge.target}
            {edge.label ? ` when ${String(edge.label)}` : ''}
          </li>
        ))}
      </ul>
    </>
  );
}

function StepNode({ id, data }: NodeProps<Shown>) {
  return (
    <div className="graph-node" data-type={data.type}>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <span className="graph-type">
        {data.start ? 'start · ' : ''}
        {data.type}
      </span>
      <strong>{id}</strong>
      <span className="quiet">{data.summary}</span>
      {data.waiting > 0 && <span className="graph-count">{data.waiting}</span>}
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </div>
  );
}

function placed(definition: Definition) {
  const layered = new Layered();
  layered.setGraph({ rankdir: 'TB', nodesep: 30, ranksep: 55 });
  layered.setDefaultEdgeLabel(() => ({}));
  const steps = Object.entries(definition.nodes ?? {});
  const ways = edgesOf(definition);
  for (const [id] of steps) layered.setNode(id, { width: WIDTH, height: HEIGHT });
  for (const way of ways) layered.setEdge(way.from, way.to);
  layout(layered);
  const nodes = steps.map(([id, node]): Shown => {
    const { x, y } = layered.node(id) as { x: number; y: number };
    return {
      id,
      type: 'step',
      position: { x: x - WIDTH / 2, y: y - HEIGHT / 2 },
      data: { type: node.type ?? 'step', summary: summaryOf(node), waiting: 0, start: id === definition.start },
      width: WIDTH,
      height: HEIGHT,
    };
  });
  const edges = ways.map((way) => ({
    id: `${way.from} ${way.label} ${way.to}`,
    source: way.from,
    target: way.to,
    label: way.label,
    type: 'smoothstep',
    markerEnd: { type: MarkerType.ArrowClosed },
  }));
  return { nodes, edges };
}
