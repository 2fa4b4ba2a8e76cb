package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** The newest videos for feed readers: RSS 2.0 with Media RSS. Filters are those of the list. */
final class FeedRoutes {
    private static final String MEDIA = "http://search.yahoo.com/mrss/";
    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";

    /** What XML 1.0 cannot hold (section 2.2). */
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final Catalogue catalogue;
    private final VideoJson json;
    private final Site site;

    FeedRoutes(Catalogue catalogue, VideoJson json, Site site) {
        this.catalogue = catalogue;
        this.json = json;
        this.site = site;
    }

    List<Route> routes() {
        return Stream.of("xml", "rss", "rss2")
                .map(form -> Route.get("/feeds/videos." + form, Access.EVERYONE, this::newest))
                .toList();
    }

    private Answer newest(Request request) throws IOException {
        ListQuestion question =
                ListQuestion.read(request.query(), new Audience.Everyone(), Order.NEWEST);
        Found found = catalogue.find(question.selection(), question.order(), question.cut());
        return switch (found) {
            case Found.Refused(String parameter, String _, String rule) ->
                    Problem.parameters(Map.of(parameter, rule));
            case Found.Page page ->
                    Answer.text(
                                    200,
                                    "application/rss+xml; charset=utf-8",
                                    written(page, site.origin(request.head()), request))
                            .with("Cache-Control", "public, max-age=60");
        };
    }

    private String written(Found.Page page, String base, Request request) throws IOException {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            out.writeStartDocument("utf-8", "1.0");
            out.writeStartElement("rss");
            out.writeAttribute("version", "2.0");
            out.writeNamespace("media", MEDIA);
            out.writeNamespace("dc", DUBLIN_CORE);
            out.writeNamespace("atom", "http://www.w3.org/2005/Atom");
            out.writeStartElement("channel");
            element(out, "title", site.name());
            element(out, "link", base + "/");
            element(out, "description", "The newest videos of " + site.name());
            out.writeEmptyElement("atom", "link", "http://www.w3.org/2005/Atom");
            out.writeAttribute("rel", "self");
            out.writeAttribute("type", "application/rss+xml");
            out.writeAttribute("href", base + request.head().path());
            for (Found.Entry entry : page.entries()) {
                item(out, json.item(entry.video(), entry.source(), base), base);
            }
            out.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IOException("writing a feed", impossible);
        }
        return text.toString();
    }

    private static void item(XMLStreamWriter out, JsonNode video, String base)
            throws XMLStreamException {
        String page = base + "/w/" + video.path("shortUUID").asText();
        out.writeStartElement("item");
        element(out, "title", video.path("name").asText());
        element(out, "link", page);
        element(out, "guid", base + "/videos/watch/" + video.path("uuid").asText());
        element(out, "pubDate", date(video.path("publishedAt").asText()));
        element(out, "description", video.path("description").asText(""));
        out.writeStartElement("dc", "creator", DUBLIN_CORE);
        out.writeCharacters(clean(video.path("channel").path("displayName").asText()));
        out.writeEndElement();
        out.writeEmptyElement("enclosure");
        out.writeAttribute("url", page + ".mp4");
        out.writeAttribute("type", "video/mp4");
        out.writeAttribute("length", "0"); // readers take it as not known: it may still grow
        out.writeEmptyElement("media", "content", MEDIA);
        out.writeAttribute("url", page + ".mp4");
        out.writeAttribute("type", "video/mp4");
        out.writeAttribute("duration", video.path("duration").asText());
        if (video.path("previewPath").isTextual()) {
            out.writeEmptyElement("media", "thumbnail", MEDIA);
            out.writeAttribute("url", base + video.path("previewPath").asText());
        }
        out.writeEndElement();
    }

    private static void element(XMLStreamWriter out, String name, String text)
            throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(clean(text));
        out.writeEndElement();
    }

    private static String clean(String text) {
        return NOT_XML.matcher(text).replaceAll("");
    }

    private static String date(String instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.parse(instant).atOffset(ZoneOffset.UTC));
    }
}
