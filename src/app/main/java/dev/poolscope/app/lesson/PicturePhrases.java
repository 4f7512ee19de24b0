package dev.poolscope.app.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.poolscope.app.fx.Texts;
import dev.poolscope.stats.LegibleTime;
import dev.poolscope.telemetry.event.Awaited;
import dev.poolscope.telemetry.moment.StateAt;

/** The picture at a moment in words, for those who do not see it: each worker, and the queue. */
final class PicturePhrases {
    private static final int MOST_WORKERS = 12;
    private static final int MOST_TASKS = 12;

    private PicturePhrases() {}

    static String of(StateAt state, Texts texts) {
        List<String> sentences = new ArrayList<>();
        for (StateAt.AtWork worker : state.workers().subList(0, Math.min(MOST_WORKERS, state.workers().size()))) {
            sentences.add(texts.of("lesson.picture.worker", worker.id(), texts.of("state.doing." + worker.kind())
                    + (worker.taskId() == 0 ? "" : " " + texts.of("lesson.picture.task", worker.taskId()))
                    + waits(state, worker, texts)));
        }
        if (state.workers().isEmpty()) {
            sentences.add(texts.of("lesson.picture.noWorker"));
        } else if (state.workers().size() > MOST_WORKERS) {
            sentences.add(texts.of("lesson.picture.more", state.workers().size() - MOST_WORKERS));
        }
        String queue = state.queue().stream().limit(MOST_TASKS).map(task -> String.valueOf(task.taskId()))
                .collect(Collectors.joining(", "));
        sentences.add(queue.isEmpty()
                ? texts.of("lesson.picture.empty")
                : texts.of("lesson.picture.queue", queue + (state.queue().size() > MOST_TASKS ? ", …" : "")));
        return texts.of("lesson.picture", LegibleTime.moment(state.point().nanos()), String.join(" ", sentences));
    }

    private static String waits(StateAt state, StateAt.AtWork worker, Texts texts) {
        return state.waits().stream().filter(wait -> wait.workerId() == worker.id()).findFirst()
                .map(wait -> switch (wait.awaited()) {
                    case Awaited.Task(var task) -> ", " + texts.of("lesson.picture.waitsTask", task);
                    case Awaited.Lock(_) -> ", " + texts.of("lesson.picture.waitsLock");
                    case null -> "";
                }).orElse("");
    }
}
