package dev.concierge.search.opensearch;

/** How many letters lie between two words: changed, left out, put in, or swapped with the next. */
final class Edits {
    private Edits() {}

    static int between(String one, String other) {
        int[] from = one.codePoints().toArray();
        int[] to = other.codePoints().toArray();
        int[][] edits = new int[from.length + 1][to.length + 1];
        for (int i = 0; i <= from.length; i++) {
            for (int j = 0; j <= to.length; j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, from, to, i, j);
            }
        }
        return edits[from.length][to.length];
    }

    private static int edits(int[][] edits, int[] from, int[] to, int i, int j) {
        int changed = edits[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        int least = Math.min(changed, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean isSwapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return isSwapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
