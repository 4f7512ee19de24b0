package dev.poolscope.app.fx;

import java.lang.reflect.Field;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Pixels;
import com.sun.glass.ui.PlatformFactory;
import com.sun.glass.ui.View;
import com.sun.glass.ui.headless.HeadlessApplication;
import com.sun.glass.ui.headless.HeadlessPlatformFactory;
import com.sun.glass.ui.headless.HeadlessView;

/**
 * The toolkit without a display, as its own one in all but this: the pixels of a frame, once they are drawn, are not put onto a picture of
 * the whole display. The toolkit does that one by one, with an object for each, which takes half of the processor time of the window's tests,
 * and that picture can be had from the toolkit's own robot only, which no test asks for it. Pictures of a scene or of a node do not come from it.
 */
final class UnseenScreen extends HeadlessPlatformFactory {
    private UnseenScreen() {}

    /** From the start of the toolkit on, if that is still to come, and if there is to be no display. */
    static void use() {
        if (!"Headless".equals(System.getProperty("glass.platform"))) {
            return;
        }
        try {
            Field factory = PlatformFactory.class.getDeclaredField("instance");
            factory.setAccessible(true);
            factory.set(null, new UnseenScreen());
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
                    @Override
                    protected void _uploadPixels(long pointer, Pixels pixels) {}
                };
            }
        };
    }
}
