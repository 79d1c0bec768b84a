package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every pattern of the fleet meets the longest text that repeats what it repeats and does not end as it should: a pattern
 * that goes back to try again takes minutes then, one that recurses overflows the stack.
 */
class SlowPatternTests {
    private static final Path ROOT = RepositoryFolder.find();
    /** Long enough that recursion overflows a stack. */
    private static final int LENGTH = 10_000;

    /** Looking for a pattern anywhere begins anew at each character, so even a good one takes the square of this. */
    private static final int LENGTH_SEARCHED = 1_500;

    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** What patterns repeat: single characters, and the groups of names, addresses, numbers and placeholders. */
    private static final List<String> REPEATED = List.of(
            " ", ",", ", ", ".", "-", "_", "a", "A", "0", "a.", ".c", "a-", "a,", "0.", "0-", "/", "a/", "{{", "{{a.",
            "\"", "(", "<", "&", "=", "a=", ":", "a:", "\t", "\n", "\r\n", "é", "`", "\\", "%");

    private static final List<String> BEFORE = List.of("", "a", "a@b", "{{a.", "Bearer ", ",", "0", "\"");
    private static final List<String> AFTER = List.of("", "!", "\0", "\n");

    @TestFactory
    Stream<DynamicTest> isMatchedInTimeHoweverLongTheText() {
        return patterns().stream()
                .map(pattern -> DynamicTest.dynamicTest(pattern, () -> {
                    Pattern compiled = Pattern.compile(pattern);
                    for (String repeated : REPEATED) {
                        attack(compiled, repeated);
                    }
                }));
    }

    /** What would be found missing, if the sources were read wrongly. */
    @Test
    void patternsAreFound() {
        assertThat(patterns()).hasSizeGreaterThan(40).anyMatch(pattern -> pattern.contains("\\{\\{"));
    }

    /** On a thread of its own, which nothing can stop and whose stack is a request's. */
    private static void attack(Pattern pattern, String repeated) throws Exception {
        String middle = repeated.repeat(LENGTH / repeated.length());
        String searched = repeated.repeat(LENGTH_SEARCHED / repeated.length());
        FutureTask<Boolean> matched = new FutureTask<>(() -> {
            boolean any = pattern.matcher(searched + "!").find();
            for (String before : BEFORE) {
                for (String after : AFTER) {
                    any |= pattern.matcher(before + middle + after).matches();
                }
            }
            return any;
        });
        Thread.ofPlatform().daemon().start(matched);
        try {
            matched.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new AssertionError(pattern + " goes back and tries again on many \"" + repeated + "\"", slow);
        } catch (ExecutionException overflown) {
            throw new AssertionError(pattern + " recurses on many \"" + repeated + "\"", overflown.getCause());
        }
    }

    private static Set<String> patterns() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Set<String> found = new LinkedHashSet<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    _ -> {},
                    List.of("--release", "25"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources()));
            for (CompilationUnitTree unit : task.parse()) {
                new Patterns(found).read(unit);
            }
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path ->
                            path.toString().endsWith(".java") && path.toString().contains("/src/main/java/"))
                    .filter(path -> !path.toString().contains("/target/"))
                    .toList();
        }
    }

    /** Patterns that are written as constants: one made at run time is an input's, and RE2/J's. */
    private static final class Patterns extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Set<String> found;
        private final Map<String, String> constants = new HashMap<>();

        Patterns(Set<String> found) {
            this.found = found;
        }

        void read(CompilationUnitTree unit) {
            scan(unit, null);
            scan(unit, null); // again, since a constant may stand below its use
        }

        @Override
        public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
            String text = variable.getInitializer() == null ? null : text(variable.getInitializer());
            if (text != null) {
                constants.put(variable.getName().toString(), text);
            }
            return super.visitVariable(variable, none);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
            if (call.getMethodSelect().toString().endsWith("Pattern.compile")) {
                keep(call.getArguments().getFirst());
            }
            return super.visitMethodInvocation(call, none);
        }

        @Override
        public @Nullable Void visitAnnotation(AnnotationTree annotation, @Nullable Void none) {
            if (annotation.getAnnotationType().toString().endsWith("Pattern")) {
                for (ExpressionTree argument : annotation.getArguments()) {
                    if (argument instanceof AssignmentTree assigned
                            && assigned.getVariable().toString().equals("regexp")) {
                        keep(assigned.getExpression());
                    }
                }
            }
            return super.visitAnnotation(annotation, none);
        }

        private void keep(ExpressionTree expression) {
            String text = text(expression);
            if (text != null) {
                found.add(text);
            }
        }

        private @Nullable String text(Tree expression) {
            return switch (expression) {
                case LiteralTree literal when literal.getValue() instanceof String value -> value;
                case ParenthesizedTree inner -> text(inner.getExpression());
                case IdentifierTree name -> constants.get(name.getName().toString());
                case BinaryTree both
                when both.getKind() == Tree.Kind.PLUS -> {
                    String left = text(both.getLeftOperand());
                    String right = text(both.getRightOperand());
                    yield left == null || right == null ? null : left + right;
                }
                default -> null;
            };
        }
    }
}
