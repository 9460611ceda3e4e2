using System.Text.Json.Nodes;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Day;

/// <summary>Makes the demo county one of 540 grids, with accounts for some of its workers and keys for its systems, by the doors that an administrator has.</summary>
internal static class DayCounty
{
    public const int Grids = 540;
    private const int Workers = 24;

    /// <summary>Draws the grids and gives their codes.</summary>
    public static async Task<IReadOnlyList<string>> Draw(CountyClient client)
    {
        var view = JsonNode.Parse((await client.Get("admin", "/api/directory")).Taken().Body.GetRawText())!;
        var county = view["county"]!;
        var grids = county["grids"]!.AsArray();
        var people = county["people"]!.AsArray().ToDictionary(person => person!["id"]!.GetValue<string>(), person => person!["grids"]!.AsArray());
        var villages = grids.GroupBy(grid => grid!["villageUnit"]!.GetValue<string>()).Select(village => village.ToList()).ToList();
        for (var serial = 101; grids.Count < Grids; serial++)
        {
            foreach (var village in villages.Take(Grids - grids.Count))
            {
                var model = village[serial % village.Count]!;
                var code = model["villageUnit"]!.GetValue<string>() + serial;
                people[model["workerId"]!.GetValue<string>()].Add(code);
                grids.Add(new JsonObject { ["code"] = code, ["name"] = $"第{serial}网格", ["villageUnit"] = model["villageUnit"]!.GetValue<string>(), ["workerId"] = model["workerId"]!.GetValue<string>(), ["kind"] = "basic" });
            }
        }

        (await client.Send("admin", HttpMethod.Put, "/api/directory", new { expectedVersion = view["version"]!.GetValue<int>(), reason = "小网格划分", county })).Taken();
        return [.. grids.Select(grid => grid!["code"]!.GetValue<string>())];
    }

    /// <summary>Grid workers with an account each: user → the grid they report from.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Hire(CountyClient client)
    {
        var county = JsonNode.Parse((await client.Get("admin", "/api/directory")).Taken().Body.GetRawText())!["county"]!;
        var known = (await client.Get("admin", "/api/accounts?limit=200")).Taken().Body.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("personId").GetString()!).ToHashSet();
        var chosen = county["grids"]!.AsArray().Where(grid => !known.Contains(grid!["workerId"]!.GetValue<string>()))
            .DistinctBy(grid => grid!["workerId"]!.GetValue<string>()).Take(Workers)
            .Select((grid, place) => (User: $"phone-{place + 1:00}", Person: grid!["workerId"]!.GetValue<string>(), Grid: grid["code"]!.GetValue<string>())).ToList();
        var made = (await client.Post("admin", "/api/accounts", new { accounts = chosen.Select(one => new { user = one.User, personId = one.Person }) })).Taken();
        foreach (var one in made.Body.GetProperty("accounts").EnumerateArray()) client.Know(one.GetProperty("user").GetString()!, one.GetProperty("password").GetString()!);
        return chosen.ToDictionary(one => one.User, one => one.Grid);
    }
}
