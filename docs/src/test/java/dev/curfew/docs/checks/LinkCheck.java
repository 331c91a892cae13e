package dev.curfew.docs.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Follows the relative links of pages to files and to headings. Links to other sites are not fetched. */
final class LinkCheck {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");
    private static final Pattern REFERENCE = Pattern.compile("\\]\\[[^\\]]*\\]|^ *\\[[^\\]]+\\]:");
    private static final Pattern ELSEWHERE = Pattern.compile("https://.+");

    private final Path root;
    private final Map<Path, MarkdownFile> pages;
    private final List<String> problems = new ArrayList<>();

    private LinkCheck(Path root, List<MarkdownFile> pages) {
        this.root = root;
        this.pages = pages.stream().collect(Collectors.toMap(MarkdownFile::path, Function.identity()));
    }

    /**
     * {@return what is wrong, a line for each problem}
     *
     * @param root the folder that the paths of the pages begin at
     * @param pages all pages
     */
    static List<String> problems(Path root, List<MarkdownFile> pages) {
        LinkCheck check = new LinkCheck(root, pages);
        pages.forEach(page -> page.prose().forEach((line, text) -> check.followAll(page, line, text)));
        return check.problems;
    }

    private void followAll(MarkdownFile page, int line, String text) {
        String plain = CODE.matcher(text).replaceAll("");
        if (REFERENCE.matcher(plain).find()) {
            problems.add(page.place(line) + ": a link by reference, which is not followed; write [text](target)");
        }
        Matcher link = LINK.matcher(plain);
        while (link.find()) {
            if (!ELSEWHERE.matcher(link.group(1)).matches()) {
                follow(page, page.place(line), link.group(1));
            }
        }
    }

    private void follow(MarkdownFile page, String place, String link) {
        String[] parts = link.split("#", 2);
        Path folder = page.path().resolveSibling("");
        Path target =
                parts[0].isEmpty() ? page.path() : folder.resolve(parts[0]).normalize();
        if (target.isAbsolute() || target.startsWith("..") || !Files.exists(root.resolve(target))) {
            problems.add(place + ": no such file: " + link);
        } else if (parts.length == 2) {
            requireAnchor(place, link, target, parts[1]);
        }
    }

    private void requireAnchor(String place, String link, Path target, String anchor) {
        MarkdownFile page = pages.get(target);
        if (page == null) {
            problems.add(place + ": not a page with headings: " + link);
        } else if (!page.anchors().contains(anchor)) {
            problems.add(place + ": no such heading: " + link + "; there are " + page.anchors());
        }
    }
}
