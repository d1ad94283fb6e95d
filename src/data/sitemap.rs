//! `sitemap.xml` and `robots.txt`, for sites that have an address (sitemaps.org, protocol 0.9; alternates as Google describes them).

use crate::site::{SitemapUrl, prose::inline};

/// Most addresses of one file (sitemaps.org).
pub const MAX_URLS: usize = 50_000;

/// The files of the sitemap, made one after the other: name and bytes. One `sitemap.xml`, or with more than [`MAX_URLS`] addresses
/// `sitemap-1.xml` … and an index of that name; `count` is the number of `urls`.
pub fn sitemap(base: &str, count: usize, urls: impl Iterator<Item = SitemapUrl>) -> impl Iterator<Item = (String, Vec<u8>)> {
    let parts = count.div_ceil(MAX_URLS);
    let name = move |part: usize| if parts > 1 { format!("sitemap-{part}.xml") } else { "sitemap.xml".to_owned() };
    let mut index =
        String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    (1..=parts).for_each(|part| index.push_str(&format!("<sitemap><loc>{}{}</loc></sitemap>\n", inline(base), name(part))));
    index.push_str("</sitemapindex>\n");
    let index = (parts > 1).then(|| ("sitemap.xml".to_owned(), index.into_bytes()));
    let mut urls = urls.peekable();
    let mut part = 0;
    let files = std::iter::from_fn(move || {
        part += 1;
        // Without any address there is a sitemap without any.
        (part == 1 || urls.peek().is_some()).then(|| (name(part), url_set(urls.by_ref().take(MAX_URLS))))
    });
    files.chain(index)
}

fn url_set(urls: impl Iterator<Item = SitemapUrl>) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for url in urls {
        xml.push_str(&format!("<url><loc>{}</loc>", inline(&url.loc)));
        for alternate in &url.alternates {
            let (hreflang, href) = (&alternate.hreflang, inline(&alternate.href));
            xml.push_str(&format!("<xhtml:link rel=\"alternate\" hreflang=\"{hreflang}\" href=\"{href}\"/>"));
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

/// Everything may be read; what shall not be listed says so on its own pages.
pub fn robots(base: &str) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{MAX_URLS, SitemapUrl, sitemap};

    #[test]
    fn more_addresses_than_one_file_may_hold_are_split_under_an_index() {
        let url = |number: usize| SitemapUrl { loc: format!("https://example.gov.cn/zh/{number}.html"), alternates: Vec::new() };
        let files: Vec<(String, Vec<u8>)> = sitemap("https://example.gov.cn/", MAX_URLS + 1, (0..=MAX_URLS).map(url)).collect();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        let count = |place: usize| String::from_utf8_lossy(&files[place].1).matches("<url>").count();
        assert_eq!((count(0), count(1)), (MAX_URLS, 1));
        assert!(String::from_utf8_lossy(&files[2].1).contains("<loc>https://example.gov.cn/sitemap-2.xml</loc>"));
    }
}
