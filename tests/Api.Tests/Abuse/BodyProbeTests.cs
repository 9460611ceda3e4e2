using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Tests.Abuse;

/// <summary>What a body names instead of an address: a grid, a place, a file, another case. Elsewhere is nowhere there too.</summary>
public sealed class BodyProbeTests(ForeignTown town) : IClassFixture<ForeignTown>
{
    /// <summary>Doors whose body names nothing that lies somewhere.</summary>
    private static readonly string[] NameNothing = ["POST /api/session", "DELETE /api/session", "POST /api/me/password", "POST /api/attachments", "POST /api/hotline/orders", "POST /api/dev/clock"];

    /// <summary>What is sent, by door; <c>{thing}</c> stands for the name of something elsewhere or nowhere, <c>{own}</c> for an own grid.</summary>
    private static readonly Dictionary<string, (string Thing, string Body)[]> Bodies = new()
    {
        ["POST /api/reports"] =
        [
            ("file", """{"kind":"report","category":"dispute","title":"t","text":"t","gridCode":"{own}","observedAt":"2026-03-20T08:00:00+08:00","attachmentIds":["{thing}"]}"""),
        ],
        ["POST /api/intake/orders"] =
        [
            ("file", """{"channel":"window","orderNo":"OWN-1","receivedAt":"2026-03-20T08:00:00+08:00","kind":"complaint","text":"t","gridCode":"{own}","attachmentIds":["{thing}"]}"""),
        ],
        ["POST /api/care"] = [("grid", """{"gridCode":"{thing}","tier":"high","name":"n"}""")],
        ["POST /api/places"] = [("grid", """{"id":"own-1","name":"n","kind":"small-place","gridCode":"{thing}"}""")],
        ["PUT /api/places"] = [("place", """{"id":"{thing}","name":"n","kind":"small-place","gridCode":"{own}","expectedVersion":1}"""), ("grid", """{"id":"own-1","name":"n","kind":"small-place","gridCode":"{thing}"}""")],
        ["POST /api/sweeps"] = [("grid", """{"name":"n","window":"2cd","checklist":"fire","target":{"kind":"grids","gridPrefixes":["{thing}"]}}""")],
        ["POST /api/inspection-plans"] = [("grid", """{"id":"p-1","name":"n","window":"2cd","checklist":"fire","target":{"kind":"grids","gridPrefixes":["{thing}"]}}""")],
        ["PUT /api/inspection-plans"] = [("grid", """{"id":"p-1","name":"n","window":"2cd","checklist":"fire","target":{"kind":"grids","gridPrefixes":["{thing}"]}}""")],
        ["POST /api/checklists"] = [("unit", """{"code":"c-1","name":"n","items":[{"id":"a","zh":"z","en":"e","category":"dispute","department":"{thing}"}]}""")],
        ["PUT /api/checklists"] = [("unit", """{"code":"c-1","name":"n","items":[{"id":"a","zh":"z","en":"e","category":"dispute","department":"{thing}"}]}""")],
        ["POST /api/directory/absences"] = [("person", """{"personId":"{thing}","from":"2026-04-01T00:00:00+08:00","to":"2026-04-02T00:00:00+08:00"}""")],
        ["POST /api/sync"] =
        [
            ("case", """{"items":[{"key":"{key}","do":"command","case":"{thing}","body":{"command":"comment","text":"t"}}]}"""),
            ("report", """{"items":[{"key":"{key}","do":"command","report":"{thing}","body":{"command":"comment","text":"t"}}]}"""),
            ("notice", """{"items":[{"key":"{key}","do":"acknowledgement","id":"{thing}"}]}"""),
            ("inspection", """{"items":[{"key":"{key}","do":"result","id":"{thing}","body":{"items":[{"itemId":"exit","ok":true}],"doneAt":"2026-03-20T08:00:00+08:00"}}]}"""),
            ("care", """{"items":[{"key":"{key}","do":"care-visit","id":"{thing}","body":{"outcome":"done","doneAt":"2026-03-20T08:00:00+08:00"}}]}"""),
            ("care", """{"items":[{"key":"{key}","do":"care-event","id":"{thing}"}]}"""),
            ("person", """{"items":[{"key":"{key}","do":"absence","body":{"personId":"{thing}","from":"2026-04-01T00:00:00+08:00","to":"2026-04-02T00:00:00+08:00"}}]}"""),
        ],
        ["POST /api/care/import"] = [("grid", "reference,grid,tier,name\nown-1,{thing},high,n\n")],
        ["POST /api/places/import"] =
        [
            ("grid", "id,name,kind,grid\nown-1,n,small-place,{thing}\n"),
        ],
    };

    public static TheoryData<string, string> Writes => EveryDoor.Where(door => !door.Reads && !door.Path.Contains('{', StringComparison.Ordinal) && !IsForAdministrators(door) && !NameNothing.Contains($"{door.Method} {door.Path}") && !door.Path.StartsWith("/open311", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_body_that_names_what_is_elsewhere_is_answered_as_one_that_names_what_is_nowhere(string method, string path)
    {
        Assert.True(
            Bodies.TryGetValue($"{method} {path}", out var bodies),
            $"{method} {path}: nobody has told what its body may name. Add to {nameof(Bodies)} a body for each thing of a town that it can name, or the door to {nameof(NameNothing)}.");
        var door = EveryDoor.Of(method, path);
        var before = await town.Standing();
        foreach (var role in ForeignTown.Roles.Where(role => door.Plate.Roles.IsEmpty || door.Plate.Roles.Contains(role)))
        {
            var client = await town.Stranger(role);
            foreach (var (thing, body) in bodies!)
            {
                // An administrator notes the absences of anybody.
                if (thing == "person" && role == Role.Administrator) continue;
                var (foreign, unknown) = town.Thing(thing);
                var told = await Ask(client, door, body, foreign);
                foreach (var mark in town.Marks.Except([foreign])) Assert.DoesNotContain(mark, told, StringComparison.Ordinal);
                Assert.Equal(await Ask(client, door, body, unknown), told);
                Assert.Equal(before, await town.Standing());
            }
        }
    }

    [Fact]
    public async Task A_file_that_names_a_place_of_another_town_takes_it_over_neither_by_its_id_nor_by_its_grid()
    {
        var (place, _) = town.Thing("place");
        var before = await town.Standing();
        foreach (var role in new[] { Role.Supervisor, Role.Administrator })
        {
            var client = await town.Stranger(role);
            var body = new StringContent($"id,name,kind,grid\n{place},mine now,small-place,{ForeignTown.OwnGrid}\n", Encoding.UTF8, "text/csv");
            var problem = await (await client.PostAsync("/api/places/import", body)).Problem(422, "import-has-faults");
            Assert.DoesNotContain(ForeignTown.Word, problem.ToJsonString(), StringComparison.Ordinal);
        }

        Assert.Equal(before, await town.Standing());
    }

    [Fact]
    public async Task A_move_in_an_own_case_reaches_no_case_and_no_file_of_another_town()
    {
        var own = await town.MakeOwnCase("own-report");
        var before = await town.Standing();
        foreach (var role in new[] { Role.Dispatcher, Role.Supervisor, Role.GridWorker })
        {
            var client = await town.Stranger(role);
            foreach (var (thing, command) in new[] { ("case", """{"command":"merge","into":"{thing}"}"""), ("file", """{"command":"comment","text":"t","attachmentIds":["{thing}"]}""") })
            {
                var (foreign, unknown) = town.Thing(thing);
                var door = EveryDoor.Of("POST", "/api/cases/{caseId}/commands");
                var told = await Ask(client, door, command, foreign, $"/api/cases/{own}/commands");
                Assert.DoesNotContain(ForeignTown.Word, told, StringComparison.Ordinal);
                Assert.Equal(await Ask(client, door, command, unknown, $"/api/cases/{own}/commands"), told);
                Assert.Equal(before, await town.Standing());
            }
        }
    }

    private static bool IsForAdministrators(OneDoor door) => door.Plate.Roles is [Role.Administrator];

    /// <summary>The status and the answer, without what was named; never one that says it was done.</summary>
    private static async Task<string> Ask(HttpClient client, OneDoor door, string body, string named, string? address = null)
    {
        var sent = body.Replace("{thing}", named, StringComparison.Ordinal).Replace("{own}", ForeignTown.OwnGrid, StringComparison.Ordinal).Replace("{key}", "probe-body", StringComparison.Ordinal);
        var type = body.StartsWith('{') ? "application/json" : "text/csv";
        using var request = new HttpRequestMessage(new(door.Method), address ?? door.Path) { Content = new StringContent(sent, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        if (door.Key is not null) request.Headers.Add("Idempotency-Key", "probe-body");
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        if (door.Path == "/api/sync") Assert.All(JsonNode.Parse(text)!["items"]!.AsArray(), item => Assert.InRange(item!["status"]!.GetValue<int>(), 400, 499));
        else Assert.InRange((int)answer.StatusCode, 400, 499);
        return $"{(int)answer.StatusCode} {System.Text.RegularExpressions.Regex.Replace(text, "\"requestId\":\"[^\"]*\"", "")}".Replace($"\"{named}\"", "…", StringComparison.Ordinal);
    }
}
