package dev.concierge.platform.schema;

import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;

/** Bounds one check of a body: schemas that refer to themselves can ask for more than any machine could do. */
final class Steps extends ExecutionContext {
    private static final long LIMIT = 2_000_000;
    private static final ScopedValue<Steps> CURRENT = ScopedValue.newInstance();

    private long left = LIMIT;

    private Steps() {
        super(ExecutionConfig.builder().formatAssertionsEnabled(true).build());
    }

    /** @throws Exhausted instead of going on for ever */
    static <T> T counted(Check<T> check) {
        Steps steps = new Steps();
        return ScopedValue.where(CURRENT, steps).call(() -> check.run(steps));
    }

    /** Counts what takes longer than its place in the schema tells. */
    static void take(long steps) {
        if (CURRENT.isBound()) {
            CURRENT.get().use(steps);
        }
    }

    @Override
    public void evaluationPathAddLast(String part) {
        use(1);
        super.evaluationPathAddLast(part);
    }

    @Override
    public void evaluationPathAddLast(int index) {
        use(1);
        super.evaluationPathAddLast(index);
    }

    private void use(long steps) {
        left -= steps;
        if (left < 0) {
            throw new Exhausted();
        }
    }

    interface Check<T> {
        T run(ExecutionContext context);
    }

    static final class Exhausted extends RuntimeException {
        private Exhausted() {
            super("more than " + LIMIT + " steps", null, false, false);
        }
    }
}
