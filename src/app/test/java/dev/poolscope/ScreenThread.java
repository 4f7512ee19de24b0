package dev.poolscope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * What the thread of the screen must not do, as far as it follows from the code: read or write a file, and wait for another thread.
 *
 * <p>A method is <i>slow</i> if it does so itself or calls a slow one. In the window, what is written in a lambda, or is a method reference,
 * counts as called by the method around it, unless that one {@linkplain #starts starts} something in the background: then it is taken for that.
 * A method that is only ever begun so, and those that only such methods and other parts of the program call, belong to the background and may
 * be slow. All other code of the window belongs to the thread of the screen; a slow call from there to anything but the window is an offence.
 *
 * <p>Not followed are calls through interfaces of the JDK. The toolkit itself reads forms, style sheets and texts that come with the
 * program, and looks at the folder in which a chooser is to begin.
 */
final class ScreenThread extends ArchCondition<JavaClass> {
    private static final Map<String, Set<String>> FILES = Map.of(
            "java.io.File",
            Set.of("exists", "isDirectory", "isFile", "length", "listFiles", "list", "mkdir", "mkdirs", "delete",
                    "createNewFile", "canRead", "canWrite", "lastModified", "getCanonicalPath", "getCanonicalFile"),
            "java.io.FileInputStream", Set.of("<init>"), "java.io.FileOutputStream", Set.of("<init>"),
            "java.io.RandomAccessFile", Set.of("<init>"), "java.lang.Class", Set.of("getResourceAsStream"),
            "java.lang.ProcessBuilder", Set.of("start"), "java.net.URL", Set.of("openStream", "openConnection"),
            "java.nio.channels.FileChannel", Set.of("open"), "java.nio.file.Path", Set.of("toRealPath"),
            "java.sql.DriverManager", Set.of("getConnection"));
    private static final Map<String, Set<String>> WAITS = Map.of(
            "java.util.concurrent.CompletableFuture", Set.of("join", "get"),
            "java.util.concurrent.Future", Set.of("get"), "java.util.concurrent.CountDownLatch", Set.of("await"),
            "java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly"),
            "java.util.concurrent.BlockingQueue", Set.of("take", "put"), "java.lang.Thread", Set.of("join", "sleep"));
    private static final Map<String, Set<String>> STARTS = Map.of(
            "java.util.concurrent.CompletableFuture", Set.of("supplyAsync", "runAsync"),
            "java.util.concurrent.Executor", Set.of("execute"),
            "java.lang.Thread", Set.of("startVirtualThread", "<init>"),
            "java.lang.Thread$Builder", Set.of("start", "unstarted"));

    private final String root;
    private final String window;
    private final List<JavaAccess<?>> accesses = new ArrayList<>();
    private final Map<String, List<JavaAccess<?>>> accessesTo = new HashMap<>();
    private final Set<String> starters = new HashSet<>();
    /** Of each target that was asked for: whether it is slow itself. It is asked for in each round. */
    private final Map<String, Boolean> slowItself = new HashMap<>();
    /** What each slow method calls that makes it slow. */
    private final Map<String, String> slow = new HashMap<>();
    private final Set<String> background = new HashSet<>();

    ScreenThread(String root) {
        super("neither read or write files nor wait in the thread of the screen");
        this.root = root;
        window = root + ".app.";
    }

    @Override
    public void init(Collection<JavaClass> all) {
        for (JavaClass type : all) {
            accesses.addAll(type.getAccessesFromSelf());
            accesses.addAll(type.getCodeUnitReferencesFromSelf());
        }
        accesses.forEach(
                it -> accessesTo.computeIfAbsent(it.getTarget().getFullName(), _ -> new ArrayList<>()).add(it));
        accesses.stream().filter(it -> starts(it.getTarget())).map(it -> it.getOrigin().getFullName())
                .forEach(starters::add);
        accesses.stream().filter(it -> handsOver(it.getTarget())).map(it -> it.getOrigin().getFullName()).toList()
                .forEach(starters::add);
        List<JavaCodeUnit> methods = all.stream().flatMap(type -> type.getCodeUnits().stream())
                .filter(this::isOfWindow).toList();
        untilNothingChanges(() -> accesses.stream().filter(it -> isOfWindow(it.getOrigin()) || !isLate(it))
                .filter(it -> !isBegunElsewhere(it)).filter(this::isSlow)
                .filter(it -> markSlow(it.getOrigin(), it.getTarget().getFullName())).count());
        untilNothingChanges(() -> methods.stream().filter(it -> !background.contains(it.getFullName()))
                .filter(this::isOnlyInBackground).filter(it -> background.add(it.getFullName())).count());
    }

    private static void untilNothingChanges(LongSupplier changes) {
        while (changes.getAsLong() > 0) {
            // Each round may make the next one find more.
        }
    }

    private boolean isOfWindow(JavaCodeUnit method) {
        return method.getOwner().getName().startsWith(window);
    }

    private static boolean is(AccessTarget target, Map<String, Set<String>> names) {
        return target instanceof AccessTarget.CodeUnitAccessTarget && names.entrySet().stream().anyMatch(
                entry -> entry.getValue().contains(target.getName())
                        && target.getOwner().isAssignableTo(entry.getKey()));
    }

    private static boolean isSlowItself(AccessTarget target) {
        String owner = target.getOwner().getName();
        return owner.equals("java.nio.file.Files") || is(target, FILES) || is(target, WAITS)
                || (owner.startsWith("java.sql.") && target.getName().startsWith("execute"));
    }

    /** Whether something is a beginning of work in another thread. */
    private boolean starts(AccessTarget target) {
        return is(target, STARTS)
                || (target.getName().equals("<init>") && target.getOwner().getSimpleName().equals("BackgroundTask"));
    }

    /** Whether something is a method of the window that takes work, and starts it. */
    private boolean handsOver(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget call && starters.contains(target.getFullName())
                && call.getRawParameterTypes().stream().anyMatch(it -> it.isEquivalentTo(Callable.class));
    }

    private static boolean isLate(JavaAccess<?> access) {
        return access.isDeclaredInLambda() || access instanceof JavaCodeUnitReference<?>;
    }

    private boolean isBegunElsewhere(JavaAccess<?> access) {
        return isLate(access) && starters.contains(access.getOrigin().getFullName());
    }

    private boolean isSlow(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return slow.containsKey(target.getFullName())
                || slowItself.computeIfAbsent(target.getFullName(), _ -> isSlowItself(target));
    }

    private boolean markSlow(JavaCodeUnit method, String because) {
        if (slow.putIfAbsent(method.getFullName(), because) != null) {
            return false;
        }
        overridden(method, root).forEach(it -> slow.putIfAbsent(it, method.getFullName()));
        return true;
    }

    /** The names of the methods that one may be called for. */
    private static Stream<String> overridden(JavaCodeUnit method, String in) {
        if (method.isConstructor() || method.getName().startsWith("<")) {
            return Stream.empty();
        }
        String signature = method.getFullName().substring(method.getOwner().getName().length());
        return Stream.concat(method.getOwner().getAllRawInterfaces().stream(),
                method.getOwner().getAllRawSuperclasses().stream()).map(JavaClass::getName)
                .filter(name -> name.startsWith(in)).map(name -> name + signature);
    }

    private boolean isOnlyInBackground(JavaCodeUnit method) {
        List<JavaAccess<?>> calls = Stream.concat(Stream.of(method.getFullName()), overridden(method, root))
                .flatMap(it -> accessesTo.getOrDefault(it, List.of()).stream()).toList();
        Predicate<JavaAccess<?>> inBackground = it -> it.getOrigin().equals(method) || isBegunElsewhere(it)
                || (!isLate(it)
                        && (background.contains(it.getOrigin().getFullName()) || !isOfWindow(it.getOrigin())));
        return calls.isEmpty()
                ? !method.isAnnotatedWith("javafx.fxml.FXML") && overridden(method, "javafx.").findAny().isEmpty()
                : calls.stream().allMatch(inBackground);
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        if (!type.getName().startsWith(window)) {
            return;
        }
        Stream.concat(type.getAccessesFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream())
                .filter(this::isSlow).filter(it -> !isBegunElsewhere(it))
                .filter(it -> !background.contains(it.getOrigin().getFullName())).filter(this::leavesTheWindow)
                .forEach(it -> events.add(SimpleConditionEvent.violated(it, it.getDescription() + path(it))));
    }

    private boolean leavesTheWindow(JavaAccess<?> access) {
        return !access.getTargetOwner().getName().startsWith(window);
    }

    private String path(JavaAccess<?> access) {
        StringBuilder path = new StringBuilder();
        for (String at = slow.get(access.getTarget().getFullName()); at != null; at = slow.get(at)) {
            path.append(", which calls ").append(at);
        }
        return path.toString();
    }
}
