using System.Diagnostics;
using System.Globalization;
using GridCase.Checker;
using GridCase.Scenarios.Hosts;

namespace GridCase.Faults;

/// <summary>One seed from its first input to the verdict: a county under load, its faults, rest, and what those outside and the disk then say.</summary>
internal sealed class SeedRun : IAsyncDisposable
{
    private readonly FaultPlan plan;
    private readonly ReadyCounty county;
    private readonly Action<string> say;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly string folder = Directory.CreateTempSubdirectory("gridcase-fault-").FullName;
    private readonly List<string> breaches = [];
    private readonly CountyTime time;
    private readonly ReceivingDesk hotline;
    private readonly ReceivingDesk webhook;
    private readonly FaultyHost host;
    private readonly CountyClient client;
    private readonly Courier courier;
    private int busy;
    private int jumps;

    private SeedRun(FaultPlan plan, ReadyCounty county, Action<string> say)
    {
        (this.plan, this.county, this.say) = (plan, county, say);
        county.CopyTo(Data);
        time = new(Path.Combine(folder, "clock"), plan.Begins);
        hotline = new(plan.Seed, "hotline");
        webhook = new(plan.Seed, "webhook");
        var port = HostProcess.FreePort();
        host = new(Data, port, time, ["--hotline-url", $"{hotline.Url}", "--webhook-url", $"{webhook.Url}"]);
        client = new(new($"http://localhost:{port}"), Data, () => time.Now, county.Cookies);
        courier = new(client, new(plan.Seed ^ 0xC0));
    }

    private string Data => Path.Combine(folder, "county");

    /// <summary>Runs a seed. What it leaves is deleted unless it failed or is to be kept.</summary>
    public static async Task<SeedResult> Of(int seed, bool keep, Action<string> say)
    {
        var plan = FaultPlan.Of(seed);
        var county = await ReadyCounty.Get();
        await using var run = new SeedRun(plan, county, say);
        SeedResult result;
        try
        {
            result = await run.Live();
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException or HttpRequestException or UnexpectedReplyException or IOException or Microsoft.Data.Sqlite.SqliteException)
        {
            result = new(seed, [.. run.breaches, $"The run broke off: {fault}"], run.watch.Elapsed);
        }

        if (!keep && result.Passed) Directory.Delete(run.folder, true);
        else result = result with { Folder = run.folder };
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        client.Dispose();
        await hotline.DisposeAsync();
        await webhook.DisposeAsync();
    }

    private async Task<SeedResult> Live()
    {
        foreach (var fault in plan.Faults) say($"plan   {fault}");
        await Task.WhenAll(hotline.ComeUp(), webhook.ComeUp());
        await host.Start();
        Say("ready");
        var begins = time.Now;
        var cases = new CasePlan(plan.Seed, county, begins).Draw();
        var faults = plan.Faults.Where(fault => CountyTime.CanJump || fault.Kind is not (FaultKind.ClockForward or FaultKind.ClockBack)).Select(Befall).ToList();
        await new Traffic(cases, courier, time, plan.Seed).Run();
        await Task.WhenAll(faults);
        await courier.Rest();
        Say($"{courier.Accepted.Count} inputs accepted, {courier.Duplicates} sent again");
        await host.Tend();
        var rest = await new Settling(Data, time).Wait();
        breaches.AddRange(rest.Breaches);
        Say($"at rest at {rest.At:O}");
        if (await host.Stop() is not 0 and var code) breaches.Add($"The host ended with {code}.");
        breaches.AddRange(host.Surprises);
        breaches.AddRange(courier.Breaches);
        var record = CountyRecord.Read(Data, rest.At);
        var outside = new Outside([.. courier.Accepted.Where(one => one.Input.Order is not null).Select(one => new AcceptedInput(one.Input.Order!.Value.Channel, one.Input.Order.Value.ExternalId, one.CaseId))], [.. hotline.Received, .. webhook.Received])
        {
            AllInputsKnown = true,
        };
        breaches.AddRange(Checking.Of(record, outside).Select(breach => $"{breach}"));
        var made = InputsInFacts.Of(record, courier.Accepted);
        breaches.AddRange(made.Breaches);
        Say("checked");
        var again = await SecondExecution.Of(county, made.Times, rest.At, Path.Combine(folder, "again"));
        breaches.AddRange(again.Differences(record, rest.At));
        Say("executed again");
        return Result(record, again.Facts);
    }

    private async Task Befall(PlannedFault fault)
    {
        await Task.Delay(fault.At);
        Say($"{fault.Kind}");
        switch (fault.Kind)
        {
            case FaultKind.Kill:
                await host.Kill();
                break;
            case FaultKind.KillInStart:
                await host.KillInStart(fault.Lasts);
                break;
            case FaultKind.Hold:
                await host.Hold(fault.Lasts);
                break;
            case FaultKind.DiskFull:
                await host.FillDisk(fault.Lasts, fault.Hard);
                break;
            case FaultKind.Busy:
                Interlocked.Increment(ref busy);
                await WriteLock.Hold(Data, fault.Lasts);
                await host.Tend();
                break;
            case FaultKind.ClockForward or FaultKind.ClockBack:
                Interlocked.Increment(ref jumps);
                time.Jump(fault.By);
                break;
            case FaultKind.WebhookDown:
                await webhook.GoAway(fault.Lasts);
                break;
            case FaultKind.HotlineDown:
                await hotline.GoAway(fault.Lasts);
                break;
        }
    }

    private SeedResult Result(CountyRecord record, int compared) => new(plan.Seed, breaches, watch.Elapsed)
    {
        Plan = plan.Faults,
        Inputs = courier.Accepted.Count,
        Refused = courier.Refused.CountBy(code => code).ToDictionary(),
        Kills = host.Kills,
        Holds = host.Holds,
        FullDisks = host.FullDisks,
        BusySpells = busy,
        Jumps = jumps,
        Outages = hotline.Outages + webhook.Outages,
        Restarts = host.Restarts,
        Duplicates = courier.Duplicates,
        Notices = webhook.Received.Where(parcel => parcel.Taken).DistinctBy(parcel => parcel.Key).Count(),
        Events = hotline.Received.Where(parcel => parcel.Taken).DistinctBy(parcel => parcel.Key).Count(),
        Cases = record.Cases.Count,
        Facts = record.Cases.Sum(one => one.Facts.Count),
        Compared = compared,
    };

    private void Say(string what) => say(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds,5:0.00} s  {what}"));
}
