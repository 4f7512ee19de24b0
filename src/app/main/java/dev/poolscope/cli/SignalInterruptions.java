package dev.poolscope.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Hears the signal INT. A shutdown hook would hear it as well, but it runs while the JVM is already going down: the pool's
 * own hook would run beside it, and the toolkit, which paints the picture of the report, refuses to start by then.
 *
 * <p>The type that can do better, {@code sun.misc.Signal}, is in the JDK's supported module {@code jdk.unsupported}, and the
 * compiler warns of it in a way that cannot be suppressed where it is used; so it is reached by reflection.
 */
public final class SignalInterruptions implements Interruptions {
    private static final String SIGNAL = "INT";

    /** A listener to the signals of this process. */
    public SignalInterruptions() {}

    @Override
    public Listening listen(Runnable reaction) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object signal = signalType.getConstructor(String.class).newInstance(SIGNAL);
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            var before = new AtomicReference<@Nullable Object>();
            Listening listening = () -> {
                Object standard = before.getAndSet(null);
                if (standard != null) {
                    install(handle, signal, standard);
                }
            };
            Object handler = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[]{handlerType},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            listening.close();
                            reaction.run();
                            yield null;
                        }
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> isSame(proxy, arguments[0]);
                        default -> "the reaction to " + SIGNAL;
                    });
            before.set(install(handle, signal, handler));
            return listening;
        } catch (ReflectiveOperationException | IllegalArgumentException notOnThisJvm) {
            // A JVM without signals (or started with -Xrs) ends at once on Ctrl-C, as it would without us.
            return NONE.listen(reaction);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals nothing but itself
    private static boolean isSame(Object proxy, @Nullable Object other) {
        return proxy == other;
    }

    private static Object install(Method handle, Object signal, Object handler) {
        try {
            return handle.invoke(null, signal, handler);
        } catch (ReflectiveOperationException refused) {
            throw new IllegalArgumentException("signal " + SIGNAL + " cannot be handled", refused);
        }
    }
}
