/** What stands for the words of a question in an index, whichever keeps it. */
@NullMarked
package dev.concierge.search.words;

import org.jspecify.annotations.NullMarked;
