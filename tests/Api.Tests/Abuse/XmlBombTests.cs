using System.Net.Http.Headers;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using GridCase.Api.Tests.Open311;

namespace GridCase.Api.Tests.Abuse;

/// <summary>Open311 takes forms and gives XML: XML that comes in is never read, and what goes out always can be.</summary>
public sealed class XmlBombTests(Open311Rig rig) : IClassFixture<Open311Rig>
{
    private const string Laughs =
        """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]><r>&d;</r>""";

    public static TheoryData<string, string> Bombs => new()
    {
        { "laughs", Laughs },
        { "an outer file", """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>""" },
        { "an outer address", """<?xml version="1.0"?><!DOCTYPE r SYSTEM "http://169.254.169.254/latest/meta-data"><r/>""" },
        { "a parameter", """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]><r/>""" },
        { "depth", string.Concat(Enumerable.Repeat("<a>", 20_000)) },
        { "one huge attribute", $"<r a=\"{new string('x', 100_000)}\"/>" },
        { "included", """<r xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></r>""" },
        { "a request of our own", "<service_requests><request><service_code>road</service_code><description>x</description></request></service_requests>" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task XML_that_is_sent_is_read_as_XML_by_nobody(string what, string xml)
    {
        foreach (var format in new[] { "xml", "json" })
            foreach (var type in new[] { "text/xml", "application/xml; charset=utf-16", "application/soap+xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
            {
                using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(xml)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
                using var answer = await rig.Host.Anonymous.PostAsync($"/open311/v2/requests.{format}", body);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True((int)answer.StatusCode is 400 or 403 or 413 or 415, $"{what} as {type}: {(int)answer.StatusCode} {text}");
                Assert.InRange(text.Length, 1, 4_000);
                Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
                Assert.DoesNotContain("haha", text, StringComparison.Ordinal);
                if (format == "xml") Assert.Equal("errors", Read(text).Root!.Name);
            }
    }

    [Fact]
    public async Task A_bomb_in_a_field_is_a_text_like_any_other_and_comes_back_as_one()
    {
        foreach (var (field, text) in Bombs.Select(row => ("description", (string)row[1])).Where(bomb => bomb.Item2.Length < 4_000).Append(("address_string", "<!DOCTYPE a>&lt;&#0;&#x1F;]]>")))
        {
            using var answer = await rig.Host.Anonymous.PostAsync("/open311/v2/requests.xml", new FormUrlEncodedContent(rig.Form("road", (field, text + Guid.NewGuid()))));
            var taken = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, taken);
            var id = Read(taken).Descendants("service_request_id").Single().Value;
            Read(await rig.Host.Anonymous.GetStringAsync($"/open311/v2/requests/{id}.xml"));
        }
    }

    [Fact]
    public async Task Whatever_is_asked_and_refused_the_error_can_be_read()
    {
        foreach (var odd in Odd.Text.Where(text => text.Length is > 0 and < 200))
            foreach (var address in new[] { $"requests.xml?service_code={Uri.EscapeDataString(odd)}&status={Uri.EscapeDataString(odd)}", $"requests.xml?start_date={Uri.EscapeDataString(odd)}", $"services/{Uri.EscapeDataString(odd)}.xml", $"requests.xml?service_request_id={Uri.EscapeDataString(odd)}" })
            {
                // Neither leaves this client: the way up is taken before, and a NUL is refused.
                if (odd is "." or ".." || odd.Contains('\0', StringComparison.Ordinal)) continue;
                using var answer = await rig.Host.Anonymous.GetAsync("/open311/v2/" + address);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.True((int)answer.StatusCode is 200 or 400 or 404, $"{address}: {(int)answer.StatusCode} {text}");
                Read(text);
            }
    }

    /// <summary>As a strict client reads: no document type, nothing from outside.</summary>
    private static XDocument Read(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = true });
        return XDocument.Load(reader);
    }
}
