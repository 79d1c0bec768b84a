package dev.concierge.localstack.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import one.convert.Arguments;
import one.convert.JfrToFlame;

/** What a flight recorder wrote. */
public record Recording(Path file) {
    private static final String EXECUTION = "jdk.ExecutionSample";
    private static final String ALLOCATION = "jdk.ObjectAllocationSample";

    /** Writes the samples as one HTML page that needs nothing else: wide is what took long, above it what it called. */
    public void drawFlames(String title, Path page) throws IOException {
        JfrToFlame.convert(file.toString(), page.toString(), new Arguments("--title", title));
    }

    /** Processor samples and allocated bytes by package. */
    public Shares shares() throws IOException {
        Shares shares = new Shares();
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                RecordedStackTrace stack = event.getStackTrace();
                if (stack == null) {
                    continue;
                }
                List<RecordedFrame> frames = stack.getFrames();
                switch (event.getEventType().getName()) {
                    case EXECUTION -> shares.addSample(packageOf(frames.getFirst()), packages(frames));
                    case ALLOCATION -> shares.addAllocation(packages(frames), event.getLong("weight"));
                    default -> {}
                }
            }
        }
        return shares;
    }

    private static Set<String> packages(List<RecordedFrame> frames) {
        Set<String> all = new HashSet<>();
        frames.forEach(frame -> all.add(packageOf(frame)));
        return all;
    }

    private static String packageOf(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        return Shares.group(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
    }
}
