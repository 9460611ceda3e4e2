using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace GridCase.Api.Tests.Abuse;

/// <summary>What holds of every answer, whatever was sent.</summary>
internal static partial class AnswerLaws
{
    /// <summary>Refusals of the gate that stands before every door; no door writes them down.</summary>
    private static readonly string[] OfTheGate = ["not-found", "method-not-allowed", "not-acceptable", "cross-site", "malformed-request", "not-signed-in", "unsupported-media-type"];

    /// <summary>An answer that the document does not tell of; null for one that it does.</summary>
    public static string? Untold(FuzzedRequest request, HttpResponseMessage answer, string text)
    {
        var status = (int)answer.StatusCode;
        if (request.PathIsOdd || answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return status >= 400 || request.HeadersAreOdd || request.PathIsOdd || request.Operation.Codes.ContainsKey(status) ? null : $"{request.Operation} {status}";
        var code = JsonNode.Parse(text)!["code"]!.GetValue<string>();
        return OfTheGate.Contains(code) || request.Operation.Codes.GetValueOrDefault(status)?.Contains(code) == true ? null : $"{request.Operation} {status} {code}";
    }

    /// <summary>What is broken; null where nothing is.</summary>
    public static string? Broken(FuzzedRequest request, HttpResponseMessage answer, string text)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500) return $"a fault: {status}";
        if (Internal().Match(text) is { Success: true } told) return $"it tells of the inside: {told.Value}";
        if (status < 400) return null;
        return request.Message.RequestUri!.AbsolutePath.StartsWith("/open311", StringComparison.Ordinal) ? BrokenOpen311(answer, text) : BrokenProblem(answer, status, text);
    }

    private static string? BrokenProblem(HttpResponseMessage answer, int status, string text)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"{status} is no problem but {answer.Content.Headers.ContentType}";
        var problem = JsonNode.Parse(text)!;
        var code = problem["code"]?.GetValue<string>() ?? "";
        if (!Kebab().IsMatch(code)) return $"the code {code} is none";
        if (problem["status"]!.GetValue<int>() != status) return "the status in the body is another";
        return string.IsNullOrWhiteSpace(problem["detail"]?.GetValue<string>()) ? "there is no detail" : null;
    }

    private static string? BrokenOpen311(HttpResponseMessage answer, string text)
    {
        switch (answer.Content.Headers.ContentType?.MediaType)
        {
            case "text/xml":
                var error = XDocument.Parse(text).Root!;
                return error.Name == "errors" && error.Elements("error").All(one => one.Element("code") is not null && one.Element("description") is not null) ? null : "the XML is no list of errors";
            case "application/json":
                return JsonDocument.Parse(text).RootElement is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0 ? null : "the JSON is no list of errors";
            case "application/problem+json":
                return null;
            default:
                return $"an error in {answer.Content.Headers.ContentType}";
        }
    }

    [GeneratedRegex(@"GridCase\.[A-Z]|System\.[A-Z]|Microsoft\.[A-Z]|Newtonsoft|\.cs:line|   at [A-Z]|Exception\b|SELECT |INSERT |sqlite|/tmp/|/home/|/root/|[A-Z]:\\\\")]
    private static partial Regex Internal();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
