package dev.poolscope.bench.window;

import java.lang.reflect.Field;
import java.nio.IntBuffer;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.PlatformFactory;
import com.sun.glass.ui.View;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;

/**
 * The toolkit without a display, as its own one in all but this: the pixels of a frame are copied onto the display all at once, by a copy of
 * memory, as the toolkit does with a real window. Its own display without one puts them one by one, by a loop that Java compiles well in some
 * runs and not in others: then it takes several times as long as all the rest of a frame, and no real window has it.
 */
final class BulkScreen extends HeadlessPlatformFactory {
    private BulkScreen() {}

    /** From the start of the toolkit on, which is still to come. */
    static void use() {
        try {
            Field factory = PlatformFactory.class.getDeclaredField("instance");
            factory.setAccessible(true);
            factory.set(null, new BulkScreen());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the toolkit chooses its display in another way", e);
        }
    }

    @Override
    public Application createApplication() {
        return new HeadlessApplication() {
            @Override
            public View createView() {
                return new HeadlessView() {
                    private IntBuffer display = IntBuffer.allocate(0);

                    @Override
                    protected void _uploadPixels(long pointer, Pixels pixels) {
                        IntBuffer drawn = ((IntBuffer) pixels.getBuffer()).duplicate();
                        int count = pixels.getWidth() * pixels.getHeight();
                        if (display.capacity() < count) {
                            display = IntBuffer.allocate(count);
                        }
                        display.clear().put(drawn.clear().limit(count));
                    }
                };
            }
        };
    }
}
