package org.zoetrope.node.config;

import java.util.List;
import java.util.Optional;

/** How browsers and clients reach the site. */
@Section("How browsers and clients reach the site")
public record WebConfig(
        @Key(
                        standard = "127.0.0.1",
                        meaning =
                                "The address to listen on. 0.0.0.0 for all; put a proxy with TLS in"
                                        + " front.")
                String host,
        @Key(
                        standard = "9020",
                        min = 0,
                        max = 65535,
                        meaning = "The port to listen on; 0 takes any free one.")
                int port,
        @Key(
                        meaning =
                                "The address of the site as viewers type it, for example"
                                        + " https://videos.example.org. Links and cookies follow"
                                        + " it; without it, http://HOST:PORT.")
                Optional<SiteUrl> publicUrl,
        @Key(
                        meaning =
                                "Further host names (with :port where it is not the usual one) that"
                                        + " are answered; any other is refused with 421.")
                List<String> moreHosts,
        @Key(
                        meaning =
                                "Proxies whose X-Forwarded-For, -Proto and -Host are believed:"
                                        + " addresses or blocks such as 10.0.0.0/8.")
                List<Network> trustedProxies,
        @Key(standard = "Zoetrope", meaning = "The name of the site on its pages.")
                String siteName) {
    public WebConfig {
        moreHosts = List.copyOf(moreHosts);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
