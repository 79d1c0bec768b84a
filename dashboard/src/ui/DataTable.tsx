import { Menu } from '@base-ui/react/menu';
import {
  type ColumnDef,
  flexRender,
  getCoreRowModel,
  type RowData,
  type RowSelectionState,
  useReactTable,
  type VisibilityState,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Listing } from '../api/listing';
import { Failed, Loading } from './States';

declare module '@tanstack/react-table' {
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Left out where the screen is a phone's. */
    wide?: boolean;
    width?: string;
  }
}

const ROW_HEIGHT = 45;
/** The next page is asked for when so many rows are left. */
const AHEAD = 20;

interface Props<T> {
  /** What the table is called: its accessible name, and where the choice of columns is kept. */
  name: string;
  list: Listing<T>;
  columns: ColumnDef<T>[];
  rowId: (row: T) => string;
  empty: ReactNode;
  selection?: { chosen: RowSelectionState; onChange: (chosen: RowSelectionState) => void };
  /** Rows at most this high stay on screen, the rest scrolls. */
  height?: string;
}

/** Draws the rows in sight only, and asks for more as they are reached. */
export function DataTable<T>({ name, list, columns, rowId, empty, selection, height = 'min(65vh, 44rem)' }: Props<T>) {
  const [columnVisibility, setColumnVisibility] = useKept<VisibilityState>(`columns of ${name}`, {});
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  // the table makes an object of each of its rows with every page that comes: of a long list only those in sight are its rows
  const first = selection ? 0 : (shown[0]?.index ?? 0);
  const end = selection ? list.rows.length : (shown.at(-1)?.index ?? -1) + 1;
  const inSight = useMemo(() => list.rows.slice(first, end), [list.rows, first, end]);
  const table = useReactTable({
    data: inSight,
    autoResetAll: false,
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    enableRowSelection: selection !== undefined,
    state: { columnVisibility, rowSelection: selection?.chosen ?? {} },
    onColumnVisibilityChange: setColumnVisibility,
    ...(selection && {
      onRowSelectionChange: (change) =>
        selection.onChange(typeof change === 'function' ? change(selection.chosen) : change),
    }),
  });
  const { rows } = table.getRowModel();
  const count = list.rows.length;
  const last = shown.at(-1)?.index ?? 0;
  const { more, isLoadingMore, loadMore } = list;
  useEffect(() => {
    if (more && !isLoadingMore && last >= count - AHEAD) loadMore();
  }, [more, isLoadingMore, loadMore, last, count]);

  if (list.isPending) return <Loading what={`Loading ${name}`} />;
  if (list.error && count === 0) return <Failed error={list.error} retry={list.retry} />;
  if (count === 0) return empty;
  const above = shown[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0);
  return (
    <div className="table-box">
      <div className="table-tools">
        <span className="quiet" role="status">
          {count.toLocaleString()}
          {more ? '+' : ''} {count === 1 && !more ? 'row' : 'rows'}
        </span>
        <Columns
          columns={table.getAllLeafColumns().filter((column) => column.getCanHide()).map((column) => ({
            id: column.id,
            title: String(column.columnDef.header),
            shown: column.getIsVisible(),
            toggle: () => column.toggleVisibility(),
          }))}
        />
      </div>
      <div ref={scroller} className="table-scroll" style={{ maxHeight: height }} tabIndex={0} role="region" aria-label={name}>
        <table aria-rowcount={more ? -1 : count + 1}>
          <caption className="sr-only">{name}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <th
                    key={header.id}
                    scope="col"
                    className={header.column.columnDef.meta?.wide ? 'wide' : undefined}
                    style={{ width: header.column.columnDef.meta?.width }}
                  >
                    {flexRender(header.column.columnDef.header, header.getContext())}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {above > 0 && <Gap height={above} />}
            {shown.map((item) => {
              const row = rows[item.index - first];
              if (!row) return null;
              return (
                <tr key={row.id} aria-rowindex={item.index + 2} data-selected={row.getIsSelected() || undefined}>
                  {row.getVisibleCells().map((cell) => (
                    <td key={cell.id} className={cell.column.columnDef.meta?.wide ? 'wide' : undefined}>
                      {flexRender(cell.column.columnDef.cell, cell.getContext())}
                    </td>
                  ))}
                </tr>
              );
            })}
            {below > 0 && <Gap height={below} />}
          </tbody>
        </table>
      </div>
      {list.error && <Failed error={list.error} retry={list.retry} />}
    </div>
  );
}

/** Stands for the rows that are out of sight. */
function Gap({ height }: { height: number }) {
  return (
    <tr aria-hidden="true" className="gap">
      <td style={{ height }} />
    </tr>
  );
}

function Columns({ columns }: { columns: { id: string; title: string; shown: boolean; toggle: () => void }[] }) {
  return (
    <Menu.Root>
      <Menu.Trigger className="button small">Columns</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner align="end" sideOffset={4} className="positioner">
          <Menu.Popup className="menu">
            {columns.map((column) => (
              <Menu.CheckboxItem
                key={column.id}
                className="menu-item"
                checked={column.shown}
                onCheckedChange={column.toggle}
                closeOnClick={false}
              >
                <span className="tick" aria-hidden="true">
                  {column.shown ? '✓' : ''}
                </span>
                {column.title}
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** State that this browser remembers. */
function useKept<V>(key: string, initial: V) {
  const [value, setValue] = useState<V>(() => {
    const kept = localStorage.getItem(key);
    return kept ? (JSON.parse(kept) as V) : initial;
  });
  useEffect(() => localStorage.setItem(key, JSON.stringify(value)), [key, value]);
  return [value, setValue] as const;
}
