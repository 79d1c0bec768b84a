-- Which generation of the answers shared in Redis counts: raised by whoever could not tell Redis of a change.
CREATE TABLE cache_generation (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    generation bigint NOT NULL
);
INSERT INTO cache_generation (generation) VALUES (0);
