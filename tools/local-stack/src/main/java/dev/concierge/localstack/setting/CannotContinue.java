package dev.concierge.localstack.setting;

/** What stopped a command, with the line that tells the user what to do about it. */
public final class CannotContinue extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    public CannotContinue(String problem, String remedy) {
        super(problem);
        this.remedy = remedy;
    }

    public CannotContinue(String problem, String remedy, Throwable cause) {
        super(problem, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
