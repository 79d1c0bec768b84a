package dev.concierge.hub.delivery.template;

/** How deep blocks and brackets of a template stand in each other: parsing goes down with them. */
final class Nesting {
    private static final int MOST = 50;

    private Nesting() {}

    static boolean isTooDeep(String source) {
        int blocks = 0;
        for (int open = source.indexOf("{{"); open >= 0; open = source.indexOf("{{", open + 2)) {
            int name = open + 2;
            while (name < source.length() && "{~".indexOf(source.charAt(name)) >= 0) {
                name++;
            }
            int close = source.indexOf("}}", name);
            String tag = source.substring(name, close < 0 ? source.length() : close)
                    .replace("~", "")
                    .strip();
            blocks = Math.max(0, blocks + change(tag));
            if (blocks > MOST || brackets(tag) > MOST) {
                return true;
            }
        }
        return false;
    }

    private static int change(String tag) {
        boolean opens = tag.startsWith("#") || (tag.startsWith("^") && tag.length() > 1);
        return opens ? 1 : tag.startsWith("/") ? -1 : 0;
    }

    private static long brackets(String tag) {
        return tag.chars().filter(sign -> sign == '(').count();
    }
}
