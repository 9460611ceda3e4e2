namespace GridCase.Scenarios.Abuse;

/// <summary>HTTP as nobody should speak it: floods of headers, two lengths, odd methods and targets, and ways out of the folders.</summary>
public sealed class ProtocolTests(OpenCounty county) : IClassFixture<OpenCounty>
{
    /// <summary>Targets as they go over the line; none leads out of what is served.</summary>
    public static TheoryData<string> Ways => new(
        "/../first-run.json", "/../../../../../../etc/passwd", "/%2e%2e/first-run.json", "/%2e%2e%2ffirst-run.json", "/..%2ffirst-run.json", "/..%5cfirst-run.json", "/..\\first-run.json", "/\\..\\first-run.json", "/%252e%252e/first-run.json",
        "/%252e%252e%252ffirst-run.json", "/.%2e/first-run.json", "/..;/first-run.json", "/..%00/first-run.json", "/first-run.json", "/first-run.json%00.html", "/%00", "/a%00b", "/%c0%ae%c0%ae/first-run.json", "/%ff%fe", "/%zz", "/%", "/%u002e%u002e/first-run.json",
        "//etc/passwd", "///etc/passwd", "//evil.example/%2e%2e", "/./.", "/.", "/..", "/m/../../first-run.json", "/m/%2e%2e/%2e%2e/first-run.json", "/m/..%2f..%2ffirst-run.json", "/assets/../../first-run.json", "/assets/..%2f..%2fGridCase.Local.dll",
        "/GridCase.Local.dll", "/appsettings.json", "/../GridCase.Local.dll", "/keys/sessions", "/../keys/sessions", "/file:///etc/passwd", "/C:/Windows/win.ini", "/~root/.ssh/id_rsa", "/.git/config", "/.env",
        "/api/attachments/../../first-run.json", "/api/attachments/..%2f..%2ffirst-run.json", "/api/attachments/%2e%2e%2f%2e%2e%2ffirst-run.json", "/api/attachments/..%5c..%5cfirst-run.json", "/api/attachments/%2fetc%2fpasswd",
        "/api/attachments/..", "/api/attachments/%2e%2e", "/api/attachments/a%00", "/api/cases/..%2f..%2fkeys", "/api/policies/deadlines/..%2f..%2fkeys", "/api/calendars/..%2f..%2f..%2fkeys", "/open311/v2/services/..%2f..%2f..%2ffirst-run.json.json",
        "/api//me", "/api/me/", "/API/ME", "/api/me%2f", "/api/%6de", "/api/me;x=1", "/api/me?", "/api/me?#", "/api/me#x", "/api/exports/..%2f..%2ffirst-run.json", "/openapi/..%2f..%2ffirst-run.json", "/openapi/v1.json/..%2f", "/openapi/x.json",
        "*", "", "first-run.json", "http://evil.example/api/me", "http://localhost/../first-run.json", "evil.example:443", "javascript:alert(1)");

    public static TheoryData<string, string> Floods => new()
    {
        { "two hundred headers", string.Concat(Enumerable.Range(0, 200).Select(i => $"X-{i}: {i}\r\n")) },
        { "one header of forty kilobytes", $"X-Long: {new string('x', 40_000)}\r\n" },
        { "a cookie of forty kilobytes", $"Cookie: gridcase={new string('c', 40_000)}\r\n" },
        { "a hundred thousand bytes of names", string.Concat(Enumerable.Range(0, 50).Select(i => $"{new string('n', 2_000)}{i}: 1\r\n")) },
        { "a name with a blank", "X Y: 1\r\n" },
        { "a blank before the colon", "X : 1\r\n" },
        { "no name", ": 1\r\n" },
        { "no colon", "nothing\r\n" },
        { "a NUL", "X: a\0b\r\n" },
        { "a folded line", "X: a\r\n b\r\n" },
        { "bytes that are no ASCII in a name", "Xé: 1\r\n" },
    };

    /// <summary>Requests whose end may be understood in two ways.</summary>
    public static TheoryData<string, string> Ends => new()
    {
        { "a length and chunks", "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nX" },
        { "chunks and a length", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n" },
        { "two lengths", "Content-Length: 2\r\nContent-Length: 60\r\n\r\n{}" },
        { "a list of lengths", "Content-Length: 2, 60\r\n\r\n{}" },
        { "a negative length", "Content-Length: -1\r\n\r\n{}" },
        { "a length beyond all numbers", "Content-Length: 99999999999999999999\r\n\r\n{}" },
        { "a length in hex", "Content-Length: 0x2\r\n\r\n{}" },
        { "another coding", "Transfer-Encoding: gzip\r\n\r\n{}" },
        { "chunks that are not the last coding", "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" },
        { "chunks misspelt", "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" },
        { "chunks after a tab", "Transfer-Encoding:\tchunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" },
        { "a chunk beyond all numbers", "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n" },
        { "a chunk of negative size", "Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n" },
        { "a chunk without its line end", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}0\r\n\r\n" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task No_way_leads_out_of_what_is_served(string target)
    {
        foreach (var head in new[] { $"GET {target} HTTP/1.1\r\nHost: localhost:{county.Address.Port}\r\n", $"GET {target} HTTP/1.1\r\nHost: localhost:{county.Address.Port}\r\nAccept: text/html\r\n", county.Head("GET", target) })
        {
            var answer = await RawLine.Ask(county.Address, head + "Connection: close\r\n\r\n");
            Assert.True(answer.Status is >= 200 and < 500, $"{target} answered {answer.Status}");
            Assert.DoesNotContain("secret", answer.Body, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("root:", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("MZ", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(county.Folder, answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task A_flood_of_headers_or_one_that_is_none_is_refused_and_hung_up_on(string what, string headers)
    {
        using var line = await RawLine.Open(county.Address);
        await line.Say(county.Head("GET", "/api/me", headers) + "\r\n");
        var answer = await line.Hear();
        Assert.True(answer.Status is 400 or 431, $"{what}: {answer.Status}");
        Assert.True(await line.IsHungUp());
    }

    [Fact]
    public async Task An_address_longer_than_eight_kilobytes_is_refused()
    {
        foreach (var target in new[] { "/" + new string('a', 20_000), "/api/cases?q=" + new string('a', 20_000), "/" + string.Concat(Enumerable.Repeat("../", 5_000)) })
            Assert.Equal(414, (await RawLine.Ask(county.Address, county.Head("GET", target) + "\r\n")).Status);
        Assert.Equal(404, (await RawLine.Ask(county.Address, county.Head("GET", "/" + new string('a', 7_000)) + "\r\n")).Status);
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task A_request_whose_end_is_doubtful_smuggles_no_second_one_in(string what, string rest)
    {
        using var line = await RawLine.Open(county.Address);
        // Who reads one end gives one answer; what stands behind it is never taken for a request of this administrator.
        await line.Say(county.Head("POST", "/api/policies/deadlines/draft/check", "Content-Type: application/json\r\n" + rest) + county.Head("GET", "/api/me") + "\r\n");
        var first = await line.Hear();
        Assert.True(first.Status is >= 400 and < 500, $"{what}: {first.Status} {first.Body}");
        Assert.DoesNotContain("\"personId\"", first.Body, StringComparison.Ordinal);
        var second = await line.Hear();
        Assert.True(second.Status == 0 || second.Status is >= 400 and < 500, $"{what}: a second request was answered: {second.Status} {second.Body}");
    }

    [Theory]
    [InlineData("GET /health/live HTTP/1.0\r\n\r\n", 200)]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a b\r\n\r\n", 400)]
    [InlineData("GET /health/live HTTP/1.2\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET /health/live HTTP/9.9\r\nHost: localhost\r\n\r\n", 505)]
    [InlineData("GET /health/live\r\n\r\n", 400)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("\r\n\r\n\r\nnonsense\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n", 400)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0)]
    [InlineData("get /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)]
    [InlineData("TRACE /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("PROPFIND /api/me HTTP/1.1\r\nHost: localhost\r\n\r\n", 405)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 404)]
    [InlineData("OPTIONS /api/me HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n", 405)]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", 404)]
    [InlineData("GET http://localhost/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)]
    [InlineData("GET http://evil.example/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("G\u0001T / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    public async Task Odd_methods_targets_and_versions_are_answered_or_refused(string said, int status)
    {
        var answer = await RawLine.Ask(county.Address, said);
        Assert.True(status == answer.Status, $"{said}: {answer.Status} {answer.Body}");
        Assert.DoesNotContain("Access-Control-Allow-Origin", answer.Headers.Keys);
        Assert.DoesNotContain("Server", answer.Headers.Keys);
    }

    [Theory]
    [InlineData("/api/hotline/orders/X", "/api/hotline/orders/X", 404)]
    [InlineData("/api/hotline/orders/X", "/api/hotline/orders/%58", 401)]
    [InlineData("/api/hotline/orders/X", "/api/hotline/orders/X?", 401)]
    [InlineData("/api/hotline/orders/X%2fvisits", "/api/hotline/orders/X%2Fvisits", 401)]
    [InlineData("/api/hotline/orders/X", "/api/hotline/orders/Y/../X", 401)]
    [InlineData("/api/hotline/orders/X", "/api/./hotline/orders/X", 401)]
    [InlineData("/api/hotline/orders/X", "http://localhost/api/hotline/orders/X", 404)]
    [InlineData("/api/hotline/orders/X?a=1", "/api/hotline/orders/X?a=%31", 401)]
    public async Task A_signature_is_over_the_address_as_it_went_over_the_line(string signed, string sent, int status) =>
        Assert.Equal(status, (await RawLine.Ask(county.Address, county.SignedHead("GET", signed, []).Replace($"GET {signed} ", $"GET {sent} ", StringComparison.Ordinal).Replace($"localhost:{county.Address.Port}", "localhost", StringComparison.Ordinal) + "\r\n")).Status);

    [Fact]
    public async Task Whatever_was_said_the_host_counts_no_fault_and_goes_on_taking_orders()
    {
        foreach (var target in Ways) await RawLine.Ask(county.Address, county.Head("DELETE", target) + "Connection: close\r\n\r\n");
        Assert.Equal(201, await county.TakesAnOrder());
        Assert.Empty(await county.Faults());
    }
}
