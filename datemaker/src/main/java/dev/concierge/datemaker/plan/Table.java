package dev.concierge.datemaker.plan;

/**
 * In which round two seats meet while everybody is new to everybody.
 *
 * @param meetings the round of two seats, by both; -1 for never
 */
record Table(int rounds, int[][] meetings) {
    static final int NEVER = -1;

    /** The circle method: seats go round while one stays; with an odd number the one who stays is a bye. */
    static Table circle(int seats) {
        int rounds = seats % 2 == 0 ? seats - 1 : seats;
        int[][] meetings = new int[seats][seats];
        for (int one = 0; one < seats; one++) {
            for (int other = 0; other < seats; other++) {
                if (one == other) {
                    meetings[one][other] = NEVER;
                } else if (Math.max(one, other) == rounds) {
                    meetings[one][other] = 2 * Math.min(one, other) % rounds;
                } else {
                    meetings[one][other] = (one + other) % rounds;
                }
            }
        }
        return new Table(rounds, meetings);
    }

    /**
     * A Latin square between the first {@code few} seats and the {@code many} that follow. Those of the smaller side
     * are spread as evenly as a ring of {@code many} allows, so that in any run of rounds nobody of the larger side
     * sits out more than one more than anybody else.
     */
    static Table square(int few, int many) {
        int[][] meetings = new int[few + many][few + many];
        for (int one = 0; one < few + many; one++) {
            for (int other = 0; other < few + many; other++) {
                boolean meet = one < few != other < few;
                int still = Math.min(one, other);
                int moving = Math.max(one, other) - few;
                meetings[one][other] = meet ? Math.floorMod(moving - still * many / few, many) : NEVER;
            }
        }
        return new Table(few == 0 ? 0 : many, meetings);
    }
}
