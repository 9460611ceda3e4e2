using GridCase.Functions.Storage;
using GridCase.Functions.Tables;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Functions.Tests.Stores;

/// <summary>What leaves, leaves once, wherever it was cut off.</summary>
public sealed class TableOutboxTests
{
    private static readonly NoticeChannel Mail = new("mail", NoticeChannelKind.Email) { Host = "localhost", Port = 25, From = "a@example.cn" };

    [Fact]
    public async Task Cut_off_at_any_write_and_repeated_it_is_as_if_nothing_had_happened()
    {
        var whole = await Run(int.MaxValue);
        Assert.NotEmpty(whole.State);
        for (var at = 0; at < whole.Writes; at++)
        {
            var cut = await Run(at);
            Assert.Equal(whole.State, cut.State);
            Assert.Equal(whole.Lanes, cut.Lanes);
        }
    }

    [Fact]
    public async Task Two_who_put_the_same_at_once_count_it_once()
    {
        var desk = new Desk();
        var busy = false;
        desk.Tables.BeforeWrite = (_, _, _) =>
        {
            if (busy) return;
            busy = true;
            Desk.Put(desk.Other, Told(1)).Wait();
            busy = false;
        };
        await Desk.Put(desk.Outbox, Told(1));
        desk.Tables.BeforeWrite = null;
        Assert.Equal((await Run(int.MaxValue)).State, desk.State());
    }

    /// <summary>Three notices, an event and a word; the third notice is above the cap.</summary>
    private static Effects Told(int fact)
    {
        var file = Make.Order("1").After;
        return new(
            [Make.Notice(file, "p", "a", fact: fact), Make.Notice(file, "p", "rung-1", "unit-finish", 1), Make.Notice(file, "p", "c") with { Instead = "unit-head@x" }, Make.Notice(file, "q", "d") with { Urgent = true }],
            [Make.Event(file, fact)],
            [new(WorkflowMessageKind.StartLifecycle, file.Id)]);
    }

    private static async Task<(List<string> State, List<string> Lanes, int Writes)> Run(int cutAt)
    {
        var desk = new Desk();
        var writes = 0;
        desk.Tables.BeforeWrite = (_, _, _) =>
        {
            if (writes++ == cutAt) throw new InvalidOperationException("cut off");
        };
        try
        {
            await Desk.Put(desk.Outbox, Told(1));
        }
        catch (InvalidOperationException) when (writes > cutAt)
        {
            await Desk.Put(desk.Outbox, Told(1));
        }

        return (desk.State(), [.. desk.Lanes.Distinct().Order(StringComparer.Ordinal)], writes);
    }

    private sealed class Desk
    {
        private readonly CountyTables county;

        public Desk()
        {
            county = new(Tables);
            county.Create(default).Wait();
            var clock = new GridCase.Engine.VirtualClock(Make.Start);
            var person = new Person("p", "某人", null, [Role.Supervisor], [], Make.County) { Email = "p@example.cn" };
            TableDepartures departures = new(
                (_, _) => Task.CompletedTask, (lane, _) => Told(lane), () => new([Make.Webhook, Mail], new(1, TimeSpan.FromHours(1)), id => id == "p" ? person : null), true, _ => { }, (_, _) => Task.CompletedTask);
            (Outbox, Other) = (new(county, departures, clock), new(county, departures, clock));
        }

        public FakeTables Tables { get; } = new();

        public List<string> Lanes { get; } = [];

        public TableOutbox Outbox { get; }

        public TableOutbox Other { get; }

        public static Task Put(TableOutbox outbox, Effects effects) => outbox.Put(effects, default);

        /// <summary>Everything that stands in the tables but stamps, and hashes of them, which differ from run to run.</summary>
        public List<string> State() =>
        [
            .. Tables.Names.SelectMany(name => Tables.Table(name).Everything().Select(row => $"{name} {row.Partition} {(row.Partition.StartsWith("day|", StringComparison.Ordinal) ? "" : Unstamped(row.Row))} "
                + string.Join(' ', row.Columns.Where(column => column.Key is not ("PartitionKey" or "RowKey" or "Order")).OrderBy(column => column.Key, StringComparer.Ordinal).Select(column => $"{column.Key}={Unstamped(Text(column.Value))}"))))
                .Order(StringComparer.Ordinal),
        ];

        private static string Text(object value) => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;

        /// <summary>Stamps are the only numbers of 19 digits.</summary>
        private static string Unstamped(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[0-9]{19}", "N");

        private Task Told(string lane)
        {
            Lanes.Add(lane);
            return Task.CompletedTask;
        }
    }
}
