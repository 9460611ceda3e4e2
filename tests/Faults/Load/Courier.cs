using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using GridCase.Scenarios.Hosts;

namespace GridCase.Faults;

/// <summary>
/// Brings inputs to the county as senders do who do not give up, and some of them once more: at once, late, or after what came after them. Whatever copy comes first,
/// all of them must be answered as one input.
/// </summary>
internal sealed class Courier(CountyClient client, Random random)
{
    private readonly PatientSender sender = new();
    private readonly ConcurrentDictionary<string, Accepted> accepted = new();
    private readonly ConcurrentBag<string> breaches = [];
    private readonly ConcurrentBag<string> refused = [];
    private readonly ConcurrentBag<Task> late = [];
    private readonly object drawing = new();
    private int duplicates;

    public IReadOnlyCollection<Accepted> Accepted => [.. accepted.Values];

    public IReadOnlyCollection<string> Breaches => breaches;

    /// <summary>The codes of what the rules refused for good.</summary>
    public IReadOnlyCollection<string> Refused => refused;

    public int Duplicates => duplicates;

    /// <summary>Sends one until it is answered, and draws when it is sent again. Gives the case, or null when the rules refused it.</summary>
    public async Task<string?> Bring(Input input, string? caseId)
    {
        var twin = Draw() < 0.2 ? Send(input, caseId) : null;
        var reply = await Send(input, caseId);
        var id = Note(input, reply, caseId);
        if (twin is not null)
        {
            Interlocked.Increment(ref duplicates);
            Note(input, await twin, caseId);
        }

        // Only of what was taken: a copy of what was refused might be taken by now, and its answer lost.
        if (reply.IsTaken && Draw() < 0.25) late.Add(Once(input, caseId, TimeSpan.FromSeconds(3 * Draw())));
        return id;
    }

    /// <summary>Sends one a single time, before its turn; it is to be brought later in any case.</summary>
    public Task Hurry(Input input, string caseId) => Once(input, caseId, TimeSpan.Zero);

    /// <summary>Sends the reports of a phone in one batch, some of them again in another batch and another order.</summary>
    public async Task<IReadOnlyDictionary<Input, string?>> BringBatch(IReadOnlyList<Input> reports)
    {
        var answers = await Batch(reports);
        if (Draw() < 0.6)
        {
            Interlocked.Add(ref duplicates, reports.Count);
            var again = reports.Reverse().ToList();
            late.Add(Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromSeconds(2 * Draw()));
                foreach (var (input, reply) in await Batch(again)) Note(input, reply, null);
            }));
        }

        return answers.ToDictionary(answer => answer.Key, answer => Note(answer.Key, answer.Value, null));
    }

    /// <summary>Until all that is sent late has been answered too.</summary>
    public Task Rest() => Task.WhenAll(late);

    private async Task<Dictionary<Input, Reply>> Batch(IReadOnlyList<Input> reports)
    {
        var answers = new Dictionary<Input, Reply>();
        while (answers.Count < reports.Count)
        {
            var rest = reports.Where(report => !answers.ContainsKey(report)).ToList();
            var items = rest.Select(report => new { key = report.Key, @do = "report", body = report.Body });
            var reply = (await Answered(() => client.Post(reports[0].Sender, "/api/sync", new { items }), "A batch")).Taken();
            foreach (var (report, answer) in rest.Zip(reply.Body.GetProperty("items").EnumerateArray()))
            {
                var status = (HttpStatusCode)answer.GetProperty("status").GetInt32();
                if ((int)status >= 500 && status != HttpStatusCode.ServiceUnavailable) breaches.Add($"{report} in a batch was answered with {(int)status}.");
                if ((int)status < 500 && status != HttpStatusCode.TooManyRequests) answers[report] = new(status, answer.GetProperty("body").Clone(), false, null);
            }
        }

        return answers;
    }

    private async Task Once(Input input, string? caseId, TimeSpan delay)
    {
        Interlocked.Increment(ref duplicates);
        await Task.Delay(delay);
        try
        {
            var reply = await Ask(input, caseId);
            if ((int)reply.Status >= 500 && reply.Status != HttpStatusCode.ServiceUnavailable) breaches.Add($"{input} was answered with {(int)reply.Status} {reply.Code}.");
            // What comes before its turn is refused, and nobody is surprised.
            if (reply.IsTaken) Note(input, reply, caseId);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
        {
            // Lost on the way: the one that counts is brought by itself.
        }
    }

    private Task<Reply> Send(Input input, string? caseId) => Answered(() => Ask(input, caseId), $"{input}");

    /// <summary>The answer of the rules: a host that cannot work says so with 503, and any other fault of its own is a breach; the sender tries again in either case.</summary>
    private async Task<Reply> Answered(Func<Task<Reply>> send, string what)
    {
        while (true)
        {
            var reply = await sender.UntilAnswered(send);
            if ((int)reply.Status < 500) return reply;
            breaches.Add($"{what} was answered with {(int)reply.Status} {reply.Code}.");
            await Task.Delay(100);
        }
    }

    private Task<Reply> Ask(Input input, string? caseId) => Ask(client, input, caseId);

    /// <summary>Sends an input as it is, once.</summary>
    public static Task<Reply> Ask(CountyClient client, Input input, string? caseId) => input.IsForm
        ? client.SendForm(input.Path, input.Body.Deserialize<Dictionary<string, string>>()!, input.Key!)
        : client.Post(input.Sender, input.Path.Replace("{id}", caseId, StringComparison.Ordinal), input.Body, input.Key);

    private string? Note(Input input, Reply reply, string? caseId)
    {
        if (!reply.IsTaken)
        {
            if (accepted.ContainsKey(input.Name)) breaches.Add($"{input} was accepted, and sent again it was refused: {(int)reply.Status} {reply.Code}.");
            refused.Add($"{input.Makes} {(int)reply.Status} {reply.Code}");
            return caseId;
        }

        var id = input.IsForm ? CaseIdOf(input) : reply.Text("caseId") ?? caseId!;
        var first = accepted.GetOrAdd(input.Name, new Accepted(input, id, reply.Text("version")));
        if (first.CaseId != id || first.Version != reply.Text("version")) breaches.Add($"{input} was answered with {first.CaseId} {first.Version}, and sent again with {id} {reply.Text("version")}.");
        return id;
    }

    /// <summary>Applications are answered with a code; the case's id follows from the order's name, as the checker holds each case to.</summary>
    public static string CaseIdOf(Input input) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{input.Order!.Value.Channel}\n{input.Order.Value.ExternalId}")).AsSpan(0, 16));

    private double Draw()
    {
        lock (drawing) return random.NextDouble();
    }
}
