package dev.poolscope.pool;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** No use of a variable handle may be linked in a moment in which there may be no memory and no stack: by what the compiled classes contain. */
class LinkingTest {

    private static List<ClassModel> classes() throws IOException, URISyntaxException {
        Path folder = Path.of(TaskQueue.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("dev/poolscope/pool");
        List<ClassModel> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    classes.add(ClassFile.of().parse(in.readAllBytes()));
                }
            }
        }
        return classes;
    }

    /** The names and types by which a class uses variable handles in those of its methods. */
    private static Set<String> uses(ClassModel model, Predicate<MethodModel> methods) {
        Set<String> uses = new TreeSet<>();
        model.methods().stream().filter(methods).flatMap(method -> method.code().stream()).forEach(code -> {
            for (CodeElement element : code) {
                if (element instanceof InvokeInstruction call
                        && call.owner().asInternalName().equals("java/lang/invoke/VarHandle")) {
                    uses.add(call.name().stringValue() + call.type().stringValue());
                }
            }
        });
        return uses;
    }

    @Test
    void everyUseIsLinkedWithItsClass() throws Exception {
        int found = 0;
        for (ClassModel model : classes()) {
            Predicate<MethodModel> links = method -> method.methodName().equalsString("use");
            Set<String> linked = uses(model, links);
            Set<String> needed = uses(model, links.negate());
            assertThat(linked).as(model.thisClass().asInternalName()).isEqualTo(needed);
            found += needed.size();
        }
        assertThat(found).isGreaterThan(20);
    }

    /** By method, the bootstrap methods of what is linked at its first use. */
    private static List<String> linkedAtFirstUse(ClassModel model) {
        List<String> found = new ArrayList<>();
        for (MethodModel method : model.methods()) {
            method.code().ifPresent(code -> {
                for (CodeElement element : code) {
                    if (element instanceof InvokeDynamicInstruction linked) {
                        found.add(model.thisClass().asInternalName() + "." + method.methodName().stringValue() + " "
                                + linked.bootstrapMethod().owner().displayName());
                    }
                }
            });
        }
        return found;
    }

    @Test
    void noTextIsPutTogetherByWhatIsLinkedAtItsFirstUse() throws Exception {
        List<String> found = new ArrayList<>();
        for (ClassModel model : classes()) {
            found.addAll(linkedAtFirstUse(model));
        }

        assertThat(found).isNotEmpty().noneMatch(it -> it.endsWith("StringConcatFactory"));
    }
}
