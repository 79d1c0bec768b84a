package dev.concierge.curator.curation;

import dev.concierge.curator.item.ItemView;
import java.util.List;

/**
 * An item in a list.
 *
 * @param rank from 1, as when the list was made
 * @param propensity how likely it was to stand there
 */
record CuratedItem(int rank, ItemView item, double score, List<Reason> why, boolean explored, double propensity) {}
