package dev.concierge.localstack.command;

import dev.concierge.localstack.check.Finding;
import dev.concierge.localstack.check.Preflight;
import dev.concierge.localstack.setting.Settings;
import java.util.List;

final class Doctor {
    private Doctor() {}

    static int run(Settings settings, Arguments arguments) {
        List<Finding> findings = Preflight.look(settings);
        findings.forEach(finding -> System.out.println(line(finding)));
        return findings.stream().anyMatch(Finding.Broken.class::isInstance) ? 1 : 0;
    }

    static String line(Finding finding) {
        return switch (finding) {
            case Finding.Fine fine -> "ok    " + fine.detail();
            case Finding.Doubtful doubt -> "doubt " + doubt.detail() + "\n      fix: " + doubt.remedy();
            case Finding.Broken broken -> "wrong " + broken.detail() + "\n      fix: " + broken.remedy();
        };
    }
}
