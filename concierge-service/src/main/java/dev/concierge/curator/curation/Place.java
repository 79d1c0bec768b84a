package dev.concierge.curator.curation;

/**
 * A place in a list.
 *
 * @param balance what the better balance of topics added when it was picked
 * @param explored whether it is there to find out whether it suits
 * @param propensity how likely it was to stand here, those above given
 */
record Place(Inputs.Considered considered, double balance, boolean explored, double propensity) {}
