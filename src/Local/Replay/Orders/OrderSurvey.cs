using GridCase.Local.Counties;
using GridCase.Workflows.Cases;

namespace GridCase.Local.Replay.Orders;

/// <summary>
/// A first reading of the whole file: the places, units and categories that its county is built from, how often its units were in time, and what became of
/// its words. Grows with what is different in the file, and by the number of each order.
/// </summary>
public sealed record OrderSurvey
{
    public required OrderFile File { get; init; }

    /// <summary>The county of the file's own streets, communities, units and categories.</summary>
    public required OrderFileCounty County { get; init; }

    /// <summary>Different orders.</summary>
    public required int Orders { get; init; }

    /// <summary>Rows left out because their number was there before.</summary>
    public required RepeatedRows Repeated { get; init; }

    /// <summary>Rows that stand behind a later one; they come in late.</summary>
    public required int OutOfOrder { get; init; }

    public required DateTimeOffset First { get; init; }

    public required DateTimeOffset Last { get; init; }

    /// <summary>What the flags say of each unit, by the unit's code in the county.</summary>
    public required IReadOnlyDictionary<string, UnitFlags> Flags { get; init; }

    /// <summary>Each word of the kind column with what it was mapped to and how often.</summary>
    public required IReadOnlyList<WordCount> Kinds { get; init; }

    /// <summary>Each word of the channel column with what it was mapped to and how often.</summary>
    public required IReadOnlyList<WordCount> Channels { get; init; }

    /// <summary>Reads the file once.</summary>
    /// <exception cref="OrderFileException">A row cannot be read, or there is no row at all.</exception>
    public static OrderSurvey Of(OrderFile file, CancellationToken cancellation = default)
    {
        var reading = new Reading(file.Map);
        foreach (var order in file.Orders(reading.Repeated.Add))
        {
            cancellation.ThrowIfCancellationRequested();
            reading.Add(order);
        }

        return reading.Orders > 0 ? reading.Survey(file) : throw new OrderFileException($"{file.Name} has no orders, only the names of columns.");
    }

    private sealed class Reading(OrderMap map)
    {
        private readonly Seen<OrderFilePlace> places = new();
        private readonly Seen<OrderFileUnit> units = new();
        private readonly Seen<OrderFileCategory> levels = new();
        private readonly Dictionary<OrderFileUnit, UnitFlags> flags = [];
        private readonly WordTally<CaseKind> kinds = new(map.Kind);
        private readonly WordTally<Channel> channels = new(map.Channel);
        private int outOfOrder;
        private DateTimeOffset first;
        private DateTimeOffset last;

        public int Orders { get; private set; }

        public RepeatedRows Repeated { get; } = new();

        public void Add(FileOrder order)
        {
            if (Orders++ == 0 || order.ReceivedAt < first) first = order.ReceivedAt;
            if (order.ReceivedAt < last) outOfOrder++;
            else last = order.ReceivedAt;
            places.Add(order.Place);
            units.Add(order.Unit);
            foreach (var level in order.Levels) levels.Add(level);
            kinds.Add(order.KindWord);
            channels.Add(order.ChannelWord);
            if (!flags.TryGetValue(order.Unit, out var unit)) flags[order.Unit] = unit = new();
            unit.Add(order.InTime);
        }

        public OrderSurvey Survey(OrderFile file)
        {
            var county = OrderFileCounty.Build(file.Map.County.Code, file.Map.County.Name, places.InOrder, units.InOrder, levels.InOrder);
            return new()
            {
                File = file,
                County = county,
                Orders = Orders,
                Repeated = Repeated,
                OutOfOrder = outOfOrder,
                First = first,
                Last = last,
                Flags = flags.GroupBy(entry => county.UnitCode(entry.Key.Name, entry.Key.Key)).ToDictionary(group => group.Key, group => UnitFlags.Sum(group.Select(entry => entry.Value))),
                Kinds = kinds.Counts(),
                Channels = channels.Counts(),
            };
        }
    }

    private sealed class Seen<T>
    {
        private readonly HashSet<T> known = [];

        public List<T> InOrder { get; } = [];

        public void Add(T item)
        {
            if (known.Add(item)) InOrder.Add(item);
        }
    }
}
