using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GridCase.Api.Tests.Abuse;

/// <summary>One request that was made by dice, and what of it is known.</summary>
/// <param name="PathIsOdd">True where the address may lead to another door, or to none.</param>
internal sealed record FuzzedRequest(Operation Operation, HttpRequestMessage Message, bool PathIsOdd, bool HeadersAreOdd, string Told);

/// <summary>Makes requests for an operation out of its schemas: sound ones, and the same with something spoiled.</summary>
internal sealed partial class RequestMaker(OpenApi document, ForeignTown town, IReadOnlyDictionary<string, JsonNode[]> samples)
{
    private static readonly string[] OfOpen311 = ["service_request_id", "service_code", "start_date", "end_date", "status", "jurisdiction_id", "page", "page_size", "extensions", "api_key", "updated_after"];

    public FuzzedRequest Make(Operation operation, Random dice)
    {
        var oddPath = false;
        var path = Place().Replace(operation.Path, place => Escaped(InPath(operation.Path, place.Groups[1].Value, dice, ref oddPath)));
        var query = string.Join('&', operation.Parameters.Where(one => one.In == "query").SelectMany(one => InQuery(operation, one, dice)).Concat(InOpen311(operation, dice)).Concat(dice.Next(12) == 0 ? ["extra=1", "=", "&&", "%zz"] : []));
        var address = path + (query.Length > 0 ? "?" + query : "");
        var message = new HttpRequestMessage(new(operation.Method), new Uri("http://localhost" + address));
        var told = operation.Method is "GET" or "HEAD" ? "" : SetBody(operation, message, dice);
        if (operation.Parameters.Any(one => one.Name == "Idempotency-Key")) message.Headers.TryAddWithoutValidation("Idempotency-Key", "fuzz-" + dice.Next(100_000));
        var oddHeaders = dice.Next(4) == 0;
        for (var i = oddHeaders ? dice.Next(1, 3) : 0; i > 0; i--) AddHeader(message, dice);
        return new(operation, message, oddPath, oddHeaders, $"{operation.Method} {(address.Length > 300 ? address[..300] : address)} {(told.Length > 600 ? told[..600] + "…" : told)}");
    }

    private string InPath(string path, string name, Random dice, ref bool odd)
    {
        if (name == "format") return dice.Next(6) == 0 ? "yaml" : dice.Next(2) == 0 ? "xml" : "json";
        if (name == "channel") return dice.Next(4) == 0 ? Odd.Text[dice.Next(Odd.Text.Length)].Replace("\0", "", StringComparison.Ordinal) : "window";
        if (dice.Next(3) == 0)
        {
            odd = true;
            // A NUL in a path does not leave this client; over the line it is tried elsewhere.
            return Odd.Text[dice.Next(Odd.Text.Length)].Replace("\0", "", StringComparison.Ordinal);
        }

        if (ForeignNames.InPath(path, name) is { } thing) return dice.Next(5) == 0 ? town.Thing(thing).Unknown : town.Thing(thing).Foreign;
        string[] known = path switch
        {
            _ when path.Contains("/calendars", StringComparison.Ordinal) => name == "id" ? ["cn", "other"] : ["2026.1", "1"],
            _ when path.Contains("/deadlines", StringComparison.Ordinal) => ["2026.1", "1"],
            _ when path.Contains("/directory/units", StringComparison.Ordinal) => ["440804-cgj", "440804-new"],
            _ when path.Contains("/directory/grids", StringComparison.Ordinal) => [ForeignTown.OwnGrid, "440804100201009"],
            _ when path.Contains("/directory/people", StringComparison.Ordinal) => [ApiHost.PersonOf("worker-2"), "p-new"],
            _ when path.Contains("/directory/posts", StringComparison.Ordinal) => ["unit-head@440804-cgj", "unit-clerk@440804-cgj"],
            _ when path.Contains("/categories", StringComparison.Ordinal) => ["dispute", "new"],
            _ when path.Contains("/checklists", StringComparison.Ordinal) => ["fire", "new"],
            _ when path.Contains("/inspection-plans", StringComparison.Ordinal) => ["plan-1", "xxx"],
            _ when path.Contains("/services", StringComparison.Ordinal) => ["road", "garbage"],
            _ when path.Contains("/accounts", StringComparison.Ordinal) => ["fuzz-user"],
            _ when path.Contains("/keys", StringComparison.Ordinal) => ["probe"],
            _ => ["1", new string('0', 32)],
        };
        return known[dice.Next(known.Length)];
    }

    private IEnumerable<string> InQuery(Operation operation, Parameter parameter, Random dice)
    {
        if (dice.Next(3) > 0 && !parameter.IsRequired) yield break;
        for (var i = dice.Next(10) == 0 ? 2 : 1; i > 0; i--)
        {
            var thing = ForeignNames.InQuery(operation.Path, parameter.Name);
            var value = thing is not null && dice.Next(2) == 0 ? town.Thing(thing).Foreign
                : parameter.Name == "limit" && dice.Next(2) == 0 ? dice.Next(0, 202).ToString(System.Globalization.CultureInfo.InvariantCulture)
                : Odd.Text[dice.Next(Odd.Text.Length)];
            yield return parameter.Name + "=" + (dice.Next(20) == 0 ? "%zz%" : Escaped(value));
        }
    }

    /// <summary>What Open311 asks with stands in its own standard and not in our document.</summary>
    private static IEnumerable<string> InOpen311(Operation operation, Random dice) =>
        !operation.Path.StartsWith("/open311", StringComparison.Ordinal) ? [] : OfOpen311.Where(_ => dice.Next(4) == 0).Select(name => $"{name}={Escaped(Odd.Text[dice.Next(Odd.Text.Length)])}");

    private string SetBody(Operation operation, HttpRequestMessage message, Random dice)
    {
        var (bytes, type, told) = BodyOf(operation, dice);
        if (dice.Next(30) == 0) type = Odd.ContentTypes[dice.Next(Odd.ContentTypes.Length)];
        if (bytes is null || dice.Next(60) == 0) return "";
        message.Content = new ByteArrayContent(bytes);
        message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        return told;
    }

    private (byte[]? Bytes, string Type, string Told) BodyOf(Operation operation, Random dice)
    {
        if (operation.Body is null)
        {
            var type = operation.MediaTypes.FirstOrDefault(one => one != "application/json") ?? (dice.Next(4) == 0 ? "application/json" : null);
            if (operation.Path.StartsWith("/open311", StringComparison.Ordinal)) type = "application/x-www-form-urlencoded";
            if (type is null) return (null, "", "");
            var plain = type switch
            {
                "application/json" => "{}",
                "application/x-www-form-urlencoded" => $"api_key=x.y&service_code=road&lat=21.2&long=110.4&description={Escaped(Odd.Text[dice.Next(Odd.Text.Length)])}&attribute[since]=weeks&email={Escaped(Odd.Text[dice.Next(Odd.Text.Length)])}",
                _ => $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{(dice.Next(2) == 0 ? "a.csv" : "../../a\\\"")}\"\r\nContent-Type: text/csv\r\n\r\nid,name,kind,grid\n{Odd.Text[dice.Next(Odd.Text.Length)]},{Odd.Text[dice.Next(Odd.Text.Length)]},,\n\r\n--b--\r\n",
            };
            return (Mutation.Bytes(plain, dice), type == "multipart/form-data" ? "multipart/form-data; boundary=b" : type, plain);
        }

        var known = samples.GetValueOrDefault($"{operation.Method} {operation.Path}");
        var sound = known is not null && dice.Next(3) > 0 ? known[dice.Next(known.Length)].DeepClone() : new SampleBody(document, WordsOf(operation)).Of(operation.Body, whole: dice.Next(2) == 0)!;
        var text = Mutation.Json(sound, dice.Next(8) switch { 0 => 0, 1 or 2 or 3 or 4 => 1, 5 or 6 => 2, _ => 6 }, dice);
        return (Mutation.Bytes(text, dice), "application/json", text);
    }

    private Dictionary<string, JsonNode?> WordsOf(Operation operation)
    {
        var words = new Dictionary<string, JsonNode?>(SampleBody.UsualWords) { ["unit"] = "440804-cgj", ["into"] = town.Thing("case").Unknown, ["personId"] = ApiHost.PersonOf("worker-2") };
        if (Place().Match(operation.Path) is { Success: true } place && ForeignNames.InPath(operation.Path, place.Groups[1].Value) is { } thing) words["id"] = town.Thing(thing).Foreign;
        if (operation.Path.Contains("/cases/", StringComparison.Ordinal)) words["field"] = "caller-phone";
        return words;
    }

    private static void AddHeader(HttpRequestMessage message, Random dice)
    {
        var (name, values) = Odd.Headers[dice.Next(Odd.Headers.Length)];
        var value = values[dice.Next(values.Length)];
        if (name.StartsWith("Content-", StringComparison.Ordinal))
        {
            message.Content?.Headers.TryAddWithoutValidation(name, value);
            return;
        }

        message.Headers.Remove(name);
        message.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Dots too, which would be taken for the way up before the request leaves.</summary>
    private static string Escaped(string text) => text is "." or ".." ? text.Replace(".", "%2e", StringComparison.Ordinal) : Uri.EscapeDataString(text);

    [GeneratedRegex(@"\{([A-Za-z_]+)\}")]
    private static partial Regex Place();
}
