-- How many runs are where: changed with every move, in a row of the worker's own (slot), summed when asked.
CREATE TABLE node_counts (
    journey_id text NOT NULL,
    version    integer NOT NULL,
    node       text NOT NULL,
    what       text NOT NULL,
    slot       smallint NOT NULL,
    value      bigint NOT NULL,
    PRIMARY KEY (journey_id, version, node, what, slot)
) WITH (fillfactor = 70);

INSERT INTO node_counts
SELECT journey_id, version, node, 'waiting', 0, count(*) FROM runs WHERE status = 'waiting'
GROUP BY journey_id, version, node;
INSERT INTO node_counts
SELECT journey_id, version, '', 'entered', 0, count(*) FROM runs WHERE status <> 'pending'
GROUP BY journey_id, version;
INSERT INTO node_counts
SELECT journey_id, version, '', 'exited', 0, count(*) FROM runs WHERE status = 'exited'
GROUP BY journey_id, version;
