package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.zoetrope.identity.Accounts;
import org.zoetrope.media.caption.Reading;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** What older clients ask first: what the site is called, and what it can and cannot do. */
public final class ConfigRoutes {
    /** The API that we speak, as clients compare it. */
    private static final String SPOKEN_VERSION = "7.0.0";

    private static final int MAX_PICTURE_BYTES = 4 << 20;

    private final ObjectNode config;

    /**
     * Says what the site is.
     *
     * @param version of this program
     * @param rungs heights that videos are made in
     * @param extensions of files that may be uploaded, with the dot
     */
    public ConfigRoutes(
            Site site, String version, Room room, List<Integer> rungs, List<String> extensions) {
        this.config = JsonNodeFactory.instance.objectNode();
        config.put("serverVersion", SPOKEN_VERSION).putObject("zoetrope").put("version", version);
        addSite(site);
        addAccounts(room);
        addFiles(rungs, extensions);
        addAbsent();
    }

    /**
     * How much an account may bring if nothing else was said; -1: no limit.
     *
     * @param bytes of originals that it keeps
     * @param dailyBytes in 24 hours
     */
    public record Room(long bytes, long dailyBytes) {}

    public List<Route> routes() {
        return List.of(Route.get("/api/v1/config", Access.EVERYONE, _ -> answer()));
    }

    Answer answer() {
        return Answer.json(config);
    }

    private void addSite(Site site) {
        ObjectNode instance = config.putObject("instance");
        instance.put("name", site.name())
                .put("shortDescription", "")
                .put("isNSFW", false)
                .put("defaultNSFWPolicy", "display")
                .put("defaultClientRoute", "/");
        instance.putArray("avatars");
        instance.putArray("banners");
        instance.putObject("customizations").put("javascript", "").put("css", "");
        ObjectNode client = config.putObject("client");
        client.putObject("videos").putObject("resumableUpload").put("maxChunkSize", 0);
        client.putObject("menu").putObject("login").put("redirectOnSingleExternalAuth", false);
        config.putObject("theme").put("default", "default").putArray("registered");
        config.putObject("search")
                .putObject("remoteUri")
                .put("users", false)
                .put("anonymous", false);
        ((ObjectNode) config.get("search")).putObject("searchIndex").put("enabled", false);
        ObjectNode publish = config.putObject("defaults").putObject("publish");
        publish.put("downloadEnabled", true)
                .put("commentsEnabled", false)
                .put("commentsPolicy", 2)
                .put("privacy", site.usualPrivacy())
                .putNull("licence");
    }

    private void addAccounts(Room room) {
        config.putObject("signup")
                .put("allowed", false)
                .put("allowedForCurrentIP", false)
                .put("requiresEmailVerification", false)
                .put("requiresApproval", false)
                .put("minimumAge", 0);
        config.putObject("user")
                .put("videoQuota", room.bytes())
                .put("videoQuotaDaily", room.dailyBytes());
        config.putObject("videoChannels").put("maxPerUser", Accounts.MAX_CHANNELS);
        ObjectNode plugin = config.putObject("plugin");
        plugin.putArray("registered");
        plugin.putArray("registeredExternalAuths");
        plugin.putArray("registeredIdAndPassAuths");
    }

    private void addFiles(List<Integer> rungs, List<String> extensions) {
        ObjectNode transcoding = config.putObject("transcoding");
        transcoding.putObject("hls").put("enabled", true);
        transcoding.putObject("web_videos").put("enabled", false);
        rungs.forEach(transcoding.putArray("enabledResolutions")::add);
        transcoding.put("profile", "default").putArray("availableProfiles").add("default");
        transcoding.putObject("remoteRunners").put("enabled", false);
        ObjectNode video = config.putObject("video");
        video.putObject("image").putObject("size").put("max", MAX_PICTURE_BYTES);
        extensions.forEach(video.putObject("file").putArray("extensions")::add);
        ObjectNode caption = config.putObject("videoCaption").putObject("file");
        caption.putObject("size").put("max", Reading.MAX_BYTES);
        caption.putArray("extensions").add(".vtt").add(".srt");
        ObjectNode image = (ObjectNode) video.get("image");
        image.putArray("extensions").add(".jpg").add(".jpeg").add(".png").add(".webp");
    }

    /** What we do not do (yet), said so that nobody offers it. */
    private void addAbsent() {
        config.putObject("email").put("enabled", false);
        config.putObject("contactForm").put("enabled", false);
        config.putObject("live").put("enabled", false);
        ObjectNode imports = config.putObject("import").putObject("videos");
        imports.putObject("http").put("enabled", false);
        imports.putObject("torrent").put("enabled", false);
        config.putObject("videoStudio").put("enabled", false);
        config.putObject("autoBlacklist")
                .putObject("videos")
                .putObject("ofUsers")
                .put("enabled", false);
        config.putObject("trending").putObject("videos").put("intervalDays", 7);
        config.putObject("tracker").put("enabled", false);
        config.putObject("followings")
                .putObject("instance")
                .putObject("autoFollowIndex")
                .put("indexUrl", "");
        config.putObject("federation").put("enabled", false);
        config.putObject("broadcastMessage")
                .put("enabled", false)
                .put("message", "")
                .put("level", "info")
                .put("dismissable", false);
        config.putObject("homepage").put("enabled", false);
        ObjectNode interval =
                config.putObject("views").putObject("videos").putObject("watchingInterval");
        interval.put("anonymous", 5000).put("users", 5000);
    }
}
