package org.zoetrope.node.config;

import java.util.List;
import java.util.Optional;

/** The routes of videotoogo, for its clients. */
@Section("The routes of videotoogo for its clients: upload, list, stream; off unless it has a port")
public record VideotoogoConfig(
        @Key(
                        standard = "none",
                        min = 0,
                        max = 65535,
                        meaning =
                                "The port to listen on, at the address of web.host; none for off.")
                Optional<Integer> port,
        @Key(
                        meaning =
                                "The account that files belong to which come without a token."
                                        + " Without it, who uploads needs a token; with it, everybody"
                                        + " who reaches the port may upload.")
                Optional<String> openOwner,
        @Key(standard = "public", meaning = "Who may watch what is uploaded there.")
                WatchConfig.Privacy privacy,
        @Key(
                        meaning =
                                "Pages that may call it from a browser, such as"
                                        + " https://films.example.org; * for all.")
                List<String> origins) {
    public VideotoogoConfig {
        origins = List.copyOf(origins);
    }
}
