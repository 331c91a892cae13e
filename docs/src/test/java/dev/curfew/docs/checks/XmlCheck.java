package dev.curfew.docs.checks;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Parses the XML blocks of pages, and compares the versions that they name with those that are built and tested. */
final class XmlCheck {

    private static final Set<String> ARTIFACTS =
            Set.of("curfew-agents", "curfew-bom", "curfew-cli", "curfew-core", "curfew-junit", "curfew-junit-episodes");
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml.*?\\?>\\s*");

    private final String version;
    private final Set<String> testedVersions;
    private final List<String> problems = new ArrayList<>();

    private XmlCheck(String version, Set<String> testedVersions) {
        this.version = version;
        this.testedVersions = testedVersions;
    }

    /**
     * {@return what is wrong, a line for each problem}
     *
     * @param blocks the blocks, of which those in XML are looked at
     * @param version the version of this project
     * @param testedVersions versions of other projects that pages may name
     */
    static List<String> problems(List<CodeBlock> blocks, String version, Set<String> testedVersions) {
        XmlCheck check = new XmlCheck(version, testedVersions);
        blocks.stream().filter(block -> block.language().equals("xml")).forEach(check::check);
        return check.problems;
    }

    /** {@return the values of all elements whose name ends in "version" in Maven's files} */
    static Set<String> versionsIn(List<String> poms) {
        Pattern versions = Pattern.compile("<(?:[\\w.]+\\.)?version>([^$<]+)<");
        return poms.stream()
                .flatMap(pom -> versions.matcher(pom).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private void check(CodeBlock block) {
        Matcher declaration = DECLARATION.matcher(block.text());
        try {
            NodeList nodes =
                    parse("<root>" + declaration.replaceFirst("") + "</root>").getElementsByTagName("*");
            for (int i = 0; i < nodes.getLength(); i++) {
                check(block.place(), (Element) nodes.item(i));
            }
        } catch (SAXException e) {
            problems.add(block.place() + ": not well-formed: " + e.getMessage());
        }
    }

    private static Element parse(String xml) throws SAXException {
        try {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // The default one prints to standard error.
            return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
        } catch (ParserConfigurationException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void check(String place, Element element) {
        if (isOurs(element)) {
            requireOurs(place, child(element, "artifactId"), child(element, "version"));
        } else if (element.getTagName().matches("(.*\\.)?version") && !isOurs(element.getParentNode())) {
            requireTested(place, element.getTextContent().strip());
        }
    }

    private static boolean isOurs(Node artifact) {
        return child(artifact, "groupId").equals("dev.curfew");
    }

    private void requireTested(String place, String named) {
        if (!named.startsWith("$") && !testedVersions.contains(named)) {
            problems.add(place + ": version " + named + " is in no pom of this project, so nothing tests it");
        }
    }

    private void requireOurs(String place, String artifact, String found) {
        if (!ARTIFACTS.contains(artifact)) {
            problems.add(place + ": " + artifact + " is not one of " + ARTIFACTS);
        }
        if (!found.equals(version)) {
            problems.add(place + ": " + artifact + " has version " + found + ", not " + version);
        }
    }

    private static String child(Node parent, String name) {
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeName().equals(name)) {
                return child.getTextContent().strip();
            }
        }
        return "";
    }
}
