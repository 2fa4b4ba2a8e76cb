package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.util.List;

/** No sandbox, only limits: for those who said so in words. */
final class BareSandbox implements Sandbox {
    private final Tools tools;
    private final Spawner spawner;
    private final Limits limits;

    BareSandbox(Tools tools, Spawner spawner, Limits limits) {
        this.tools = tools;
        this.spawner = spawner;
        this.limits = limits;
    }

    @Override
    public Running start(Command command) throws IOException {
        LandlockSandbox.Entrance entrance = LandlockSandbox.Entrance.of(command);
        try {
            List<String> words = limits.powerless(entrance.words(tools, command));
            Child child =
                    spawner.start(
                            limits.before(words, command.bounds(), command.urgency()),
                            tools.environment(),
                            command.output());
            return new Run(child, command, entrance);
        } catch (IOException | RuntimeException failed) {
            entrance.close();
            throw failed;
        }
    }

    @Override
    public String mode() {
        return "off";
    }
}
