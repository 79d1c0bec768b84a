/** Files that others hand in, line by line: NDJSON and CSV, in parts that go on where they were left. */
@NullMarked
package dev.concierge.platform.file;

import org.jspecify.annotations.NullMarked;
