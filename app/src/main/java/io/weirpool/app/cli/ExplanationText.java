package io.weirpool.app.cli;

import io.weirpool.processor.explain.Explanation;
import io.weirpool.processor.explain.Explanation.Tasks;
import io.weirpool.processor.explain.Explanation.Tree;
import io.weirpool.processor.explain.Step;
import io.weirpool.processor.task.Hop;
import java.util.List;
import java.util.stream.Collectors;

/** What views cost, for people: a tree of each, then what they share. */
final class ExplanationText {
    /** What a terminal has when nobody has made it wider. */
    private static final int WIDTH = 80;
    /** Of a text far to the right, so much stays on a line. */
    private static final int TEXT_MIN = 36;

    private final StringBuilder text = new StringBuilder();

    ExplanationText(Explanation explanation) {
        explanation.views().forEach(this::view);
        shared(explanation);
    }

    private void view(Tree tree) {
        step(tree.table(), "", "");
        line("", "");
        line("", cost(tree));
        line("", "");
    }

    private static String cost(Tree tree) {
        String tasks = counted(tree.partitions(), "task");
        return tree.stages() == 0
                ? "Written by the tasks of its log, %s, without state.".formatted(tasks)
                : "%s with state, %s, %s each."
                        .formatted(counted(tree.stages(), "operator"), counted(tree.hops(), "hop"), tasks);
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /**
     * A step and all below it.
     *
     * @param before what stands before its first line, the branch that leads to it included
     * @param below what stands before its other lines and those of its inputs
     */
    private void step(Step step, String before, String below) {
        String further = step.inputs().isEmpty() ? "   " : "│  ";
        wrapped(before, below + further, mark(step) + step.text());
        step.keeps().forEach(kept -> wrapped(below + further + "keeps ", below + further + "      ", kept));
        for (int i = 0; i < step.inputs().size(); i++) {
            boolean last = i == step.inputs().size() - 1;
            step(step.inputs().get(i), below + (last ? "└─ " : "├─ "), below + (last ? "   " : "│  "));
        }
    }

    private static String mark(Step step) {
        String again = step.kind() == Step.Kind.AGAIN ? "again " : "";
        return again + (step.stage().isPresent() ? "[" + step.stage().getAsInt() + "] " : "");
    }

    private void shared(Explanation explanation) {
        line("", "Tasks that views share, by how many hops they are from the logs:");
        for (Tasks tasks : explanation.shared()) {
            String who = tasks.views().stream()
                    .map(share -> share.view() + (share.operators() > 1 ? " (" + share.operators() + ")" : ""))
                    .collect(Collectors.joining(", "));
            String what = tasks.level() == 0 ? "logs     " : "level %d  ".formatted(tasks.level());
            String head = "  " + what + counted(tasks.tasks(), "task") + ": ";
            wrapped(head, " ".repeat(head.length()), who);
        }
        if (!explanation.hops().isEmpty()) {
            line("", "Internal topics for hops from one level to another:");
            wrapped("  ", "  ", names(explanation.hops()));
        }
    }

    private static String names(List<Hop> hops) {
        return hops.stream()
                .map(hop -> "%s (%s)".formatted(hop.name(), counted(hop.partitions(), "partition")))
                .collect(Collectors.joining(", "));
    }

    private void wrapped(String first, String others, String words) {
        String rest = words;
        String prefix = first;
        int room = Math.max(TEXT_MIN, WIDTH - others.length());
        while (rest.length() > room) {
            int end = rest.lastIndexOf(' ', room);
            if (end <= 0) {
                break; // a word longer than a line
            }
            line(prefix, rest.substring(0, end));
            rest = rest.substring(end + 1);
            prefix = others;
        }
        line(prefix, rest);
    }

    private void line(String prefix, String rest) {
        text.append(prefix).append(rest).append('\n');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
