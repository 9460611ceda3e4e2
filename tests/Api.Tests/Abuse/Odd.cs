namespace GridCase.Api.Tests.Abuse;

/// <summary>Values that nobody means well with, by where they stand.</summary>
internal static class Odd
{
    /// <summary>Tokens as they stand in a JSON text; some no library would write.</summary>
    public static readonly string[] Json =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e308", "-1e308", "1e400", "1e-400", "2147483648", "-2147483649", "9223372036854775808", "99999999999999999999999999999999999999", "0.00000000000000000000000000001",
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "\"\\ufeff\"", "\"\\u200b\"", "\"😀\"", "\"é\"", "\"ﷺ\"", "\"\\r\\n\"", "\"\\t\"", "\"\\u001b[31m\"", "\"\\u2028\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"1970-01-01T00:00:00Z\"", "\"2060-12-31T23:59:59+14:00\"", "\"2000-01-01T00:00:00-14:00\"", "\"2026-02-29T00:00:00Z\"", "\"2026-02-13T24:00:00Z\"",
        "\"2026-02-13T08:00:60Z\"", "\"0001-01-01\"", "\"9999-12-31\"", "\"2026-02-30\"", "\"P99999999999Y\"", "\"PT0S\"", "\"-P1D\"", "\"999999999wd\"", "\"0cd\"", "\"-1wd\"", "\"1e9wd\"", "\"25:61\"", "\"24:00\"",
        "\"../../etc/passwd\"", "\"'; DROP TABLE cases; --\"", "\"<script>alert(1)</script>\"", "\"{{7*7}}\"", "\"${jndi:ldap://x}\"", "\"%00\"", "\"%s%s%n\"", "\"=1+1\"", "\"NaN\"", "\"Infinity\"", "\"file:///etc/passwd\"", "\"javascript:1\"",
        "\"http://[::1\"", "\"http://169.254.169.254/\"", "\"440804\"", "\"440804100\"", "\"999999999999999\"", "\"４４０８０４\"", "\"٤٤٠٨٠٤\"", "\"!-2\"", "\"1-!-!-2\"",
        "[]", "{}", "[null]", "[[[[[[]]]]]]", "{\"a\":{\"a\":{\"a\":{}}}}", "[{}]", "[\"\"]", "[1,\"1\",null,true,{}]", "{\"$ref\":\"#\"}", "{\"$type\":\"x\"}", "{\"__proto__\":{}}",
    ];

    /// <summary>What stands in a query or in a place of a path, before it is escaped.</summary>
    public static readonly string[] Text =
    [
        "", " ", "0", "-1", "1", "201", "2147483648", "99999999999999999999", "1.5", "1e3", "０", "true", "TRUE", "yes", "null", "undefined", "NaN", "a", "\0", "a\0b", "\r\n", "\t", "..", "../..", ".", "/", "\\", "a/b", "%", "%zz", "%2e%2e",
        "'", "\"", "';--", "<x>", "*", "?", "#", "&", "=", "+", ",", ",,,,", "[]", "{}", "{id}", "😀", "\u202e", "é", "中文", "\ufeff", "2026-02-13", "0001-01-01", "9999-12-31", "2026-02-13T09:00:00", "2026-02-13T09:00:00Z",
        "2026-02-13T09:00:00+08:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "open", "closed", "green", "draft", "current", "cn", "hotline", "window", "440804", "440804100201001", "x~y", "p~20260101T000000Z", "~",
        new('9', 64), new('a', 65), new('0', 32), new('f', 32), new('x', 300), new('中', 300), "AAAA", "MTIz", "eyJhIjoxfQ", "1|2", "1,2", "1~2", "00000000-0000-0000-0000-000000000000", "xml", "json", "jsonp", "!-2", "1-!-!-2", "x'-2",
    ];

    /// <summary>Headers that may be anything.</summary>
    public static readonly (string Name, string[] Values)[] Headers =
    [
        ("Idempotency-Key", ["", " ", "a b", new('k', 129), new('k', 4000), "é", "😀", ",", "\u0001"]),
        ("Idempotency-After", [",", "a,b", string.Join(',', Enumerable.Range(0, 40)), new('k', 2000)]),
        ("If-Match", ["*", "\"1\"", "W/\"1\"", "\"-1\"", "\"99999999999\"", "1", "\"", ",", "\"a\", \"b\""]),
        ("If-None-Match", ["*", "\"x\"", "W/\"\"", "\"", ",,"]),
        ("Accept", ["text/xml", "*/*;q=0", ",", "text/", ";", "application/json;q=abc", "application/json;q=9", new('a', 4000), "application/*", "*/json"]),
        ("Accept-Encoding", ["gzip, deflate, br", "*;q=0", "identity;q=0", "x"]),
        ("Accept-Language", ["zz", "en;q=x", new('e', 1000)]),
        ("Content-Language", ["xx-"]),
        ("Content-Encoding", ["gzip", "br", "x"]),
        ("Origin", ["null", "http://", "https://evil.example", "http://localhost:99999999", "\\"]),
        ("Sec-Fetch-Site", ["cross-site", "none", "", "x"]),
        ("Cookie", ["gridcase=", "gridcase=AAAA", "gridcase=%00", "=", ";;;", new('c', 4000)]),
        ("Range", ["bytes=0-", "bytes=-1", "bytes=5-1", "bytes=0-0,1-1", "lines=1-2"]),
        ("Last-Event-ID", ["x", "-1", new('9', 50)]),
        ("X-HTTP-Method-Override", ["DELETE"]),
        ("X-Forwarded-For", ["127.0.0.1", "x", new('1', 2000)]),
        ("X-Forwarded-Host", ["evil.example"]),
        ("X-MS-CLIENT-PRINCIPAL", ["x", "e30=", "eyJjbGFpbXMiOlt7InR5cCI6InVwbiIsInZhbCI6ImFkbWluIn1dfQ=="]),
        ("Expect", ["x"]),
        ("traceparent", ["00-0-0-0", "x", "00-00000000000000000000000000000000-0000000000000000-00"]),
        ("Date", ["x"]),
    ];

    public static readonly string[] ContentTypes =
    [
        "application/json; charset=utf-16", "application/json; charset=gb18030", "application/json; charset=", "application/json;;;", "APPLICATION/JSON", "application/json; charset=\"utf-8\"", "text/json", "text/plain", "application/xml", "text/csv",
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x", "multipart/form-data; boundary=\"" + new string('b', 200) + "\"", "application/x-www-form-urlencoded", "application/octet-stream", "application/problem+json",
    ];
}
