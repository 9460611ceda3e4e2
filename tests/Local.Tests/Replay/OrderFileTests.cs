using System.Text;
using GridCase.Local.Replay.Orders;
using GridCase.Tests.Shared;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;

namespace GridCase.Local.Tests.Replay;

public sealed class OrderFileTests : IDisposable
{
    private static readonly (string Id, string Name) Unit = ("1", "城市管理局");
    private readonly OrdersText text = new();

    public void Dispose() => text.Dispose();

    [Fact]
    public void A_row_becomes_an_order_with_its_words_mapped_and_its_time_moved_by_whole_weeks()
    {
        var order = Assert.Single(OrderFile.Open(text.Write($"{OrdersText.Header}\n{OrdersText.Row("7", "2018-02-08 15:34:40", "12319", "投诉", Unit, false)}\n")).Orders());

        Assert.Equal("7", order.Id);
        Assert.Equal(2, order.Line);
        Assert.Equal(new DateTimeOffset(2024, 2, 1, 15, 34, 40, ChinaTime.Offset), order.ReceivedAt);
        Assert.Equal(new DateTime(2018, 2, 8).DayOfWeek, order.ReceivedAt.DayOfWeek);
        Assert.Equal((Channel.Hotline, CaseKind.Complaint), (order.Channel, order.Kind));
        Assert.Equal("6.186.665", order.Category);
        Assert.Equal(("龙田街道", "老坑社区"), (order.Place.Street, order.Place.Community));
        Assert.False(order.InTime);
    }

    [Theory]
    [InlineData("感谢", CaseKind.Suggest)]
    [InlineData("求决", CaseKind.Help)]
    [InlineData("其他", CaseKind.Help)]
    [InlineData("-", CaseKind.Help)]
    [InlineData("表扬", CaseKind.Help)]
    public void Odd_natures_are_mapped_and_counted_with_the_reason(string word, CaseKind kind)
    {
        var survey = Survey($"{OrdersText.Header}\n{OrdersText.Row("7", "2018-02-08 15:34:40", "12319", word, Unit, true)}\n");

        var count = Assert.Single(survey.Kinds);
        Assert.Equal((word, KebabCase.Of(kind), 1), (count.Word, count.To, count.Count));
        Assert.NotNull(count.Note);
        Assert.Equal(word != "表扬", count.Known);
    }

    [Fact]
    public void The_same_number_twice_is_one_order_and_is_said_with_its_line()
    {
        var survey = Survey($"{OrdersText.Header}\n{OrdersText.Row(1)}\n{OrdersText.Row(2)}\n{OrdersText.Row(1)}\n");

        Assert.Equal(2, survey.Orders);
        Assert.Equal(1, survey.Repeated.Count);
        Assert.Equal("line 4 (order 1)", Assert.Single(survey.Repeated.Shown));
    }

    [Fact]
    public void Rows_behind_a_later_one_are_counted()
    {
        var survey = Survey($"{OrdersText.Header}\n{OrdersText.Row(2)}\n{OrdersText.Row(1)}\n{OrdersText.Row(3)}\n");

        Assert.Equal(1, survey.OutOfOrder);
        Assert.True(survey.First < survey.Last);
    }

    [Fact]
    public void A_limit_reads_so_many_rows() => Assert.Equal(3, OrderFile.Open(text.WriteOrders(10), limit: 3).Orders().Count());

    [Fact]
    public void Flags_are_counted_by_the_unit_of_the_county()
    {
        var survey = Survey($"{OrdersText.Header}\n{string.Join('\n', Enumerable.Range(1, 20).Select(OrdersText.Row))}\n");

        var flags = survey.Flags[survey.County.UnitCode("老坑社区", "2")];
        Assert.Equal((5, 4, 1), (flags.Orders, flags.InTime, flags.Late));
        Assert.Equal(20, survey.Flags.Values.Sum(unit => unit.Flagged));
    }

    [Fact]
    public void A_bad_time_names_line_column_and_form() =>
        Assert.EndsWith(
            "orders.csv line 3: CREATE_TIME is '8 Feb', no time of the form yyyy-MM-dd HH:mm:ss.",
            text.Refusal($"{OrdersText.Header}\n{OrdersText.Row(1)}\n{OrdersText.Row("2", "8 Feb", "12319", "投诉", Unit, true)}\n").Message, StringComparison.Ordinal);

    [Fact]
    public void An_order_without_a_number_names_its_line() =>
        Assert.Contains("line 2: REC_ID is ''", text.Refusal($"{OrdersText.Header}\n{OrdersText.Row("-", "2018-02-08 15:34:40", "12319", "投诉", Unit, true)}\n").Message, StringComparison.Ordinal);

    [Fact]
    public void A_row_with_too_few_cells_names_its_line() =>
        Assert.Contains("line 3", text.Refusal($"{OrdersText.Header}\n{OrdersText.Row(1)}\n2,2018-02-08 15:34:40\n").Message, StringComparison.Ordinal);

    [Fact]
    public void A_quote_that_never_closes_names_its_line() =>
        Assert.Contains("line 2", text.Refusal($"{OrdersText.Header}\n\"{OrdersText.Row(1)}\n").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("\n\n", "is empty")]
    [InlineData(OrdersText.Header + "\n", "has no orders")]
    [InlineData("one,two\n1,2\n", "fits none of the built-in mappings (pingshan-2018)")]
    [InlineData("PK\u0003\u0004\u0014\u0000\u0001,b\n", "is not a CSV file")]
    public void A_file_that_cannot_be_used_is_refused_in_words(string content, string says) => Assert.Contains(says, text.Refusal(content).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_refused_in_words() =>
        Assert.Contains("cannot be read", Assert.Throws<OrderFileException>(() => OrderFile.Open(Path.Combine(text.Folder, "none.csv"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_column_is_named_with_those_there_are()
    {
        var refusal = text.Refusal("no,at,unit\n1,2018-02-08,x\n", OrderMapFile.Parse(SmallMap.Replace("who", "office", StringComparison.Ordinal), "m"));

        Assert.Contains("has no column office, which the mapping small reads. Its columns are no, at, unit.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_an_older_encoding_is_read_by_the_mappings_word()
    {
        var map = OrderMapFile.Parse(SmallMap.Replace("\"name\": \"small\"", "\"name\": \"small\", \"encoding\": \"gb18030\"", StringComparison.Ordinal), "m");
        var path = Path.Combine(text.Folder, "old.csv");
        File.WriteAllBytes(path, Encoding.GetEncoding("gb18030").GetBytes("no,at,who\n1,2018-02-08,城市管理局\n"));

        Assert.Equal("城市管理局", Assert.Single(OrderFile.Open(path, map).Orders()).Unit.Name);
    }

    [Fact]
    public void A_mapping_that_says_little_takes_all_as_hotline_calls_for_help()
    {
        var order = Assert.Single(OrderFile.Open(text.Write("no,at,who\n1,2018-02-08,城市管理局\n"), OrderMapFile.Parse(SmallMap, "m")).Orders());

        Assert.Equal((Channel.Hotline, CaseKind.Help), (order.Channel, order.Kind));
        Assert.Null(order.Category);
        Assert.Null(order.InTime);
    }

    [Theory]
    [InlineData("{", "m line 1")]
    [InlineData("{ \"name\": \"x\" }", "missing required")]
    [InlineData("{ \"name\": \"x\", \"colour\": \"red\" }", "colour")]
    [InlineData("bad-county", "county.code is '44', not six digits")]
    [InlineData("bad-channel", "channel")]
    public void A_mapping_that_cannot_be_used_is_refused_in_words(string json, string says)
    {
        var map = json switch
        {
            "bad-county" => SmallMap.Replace("440310", "44", StringComparison.Ordinal),
            "bad-channel" => SmallMap.Replace("\"id\"", "\"channel\": { \"column\": \"no\", \"values\": { }, \"otherwise\": { \"to\": \"pigeon\" } }, \"id\"", StringComparison.Ordinal),
            _ => json,
        };

        Assert.Contains(says, Assert.Throws<OrderFileException>(() => OrderMapFile.Parse(map, "m")).Message, StringComparison.Ordinal);
    }

    [DataFact]
    public void The_real_file_is_read_as_it_is()
    {
        var survey = OrderSurvey.Of(OrderFile.Open(RealData.File("pingshan-2018-orders.csv")));

        Assert.Equal(8_000, survey.Orders);
        Assert.Equal(0, survey.Repeated.Count);
        Assert.Equal(new DateTimeOffset(2024, 2, 1, 15, 34, 40, ChinaTime.Offset), survey.First);
        Assert.Equal(DayOfWeek.Saturday, survey.Last.DayOfWeek);
        Assert.All(survey.Kinds.Concat(survey.Channels), word => Assert.True(word.Known, word.Word));
        Assert.Equal(7_204, survey.Flags.Values.Sum(unit => unit.InTime));
        Assert.Equal(794, survey.Flags.Values.Sum(unit => unit.Late));
    }

    private const string SmallMap = """
        { "name": "small", "county": { "code": "440310", "name": "坪山区" }, "id": "no", "receivedAt": { "column": "at", "format": "yyyy-MM-dd" }, "unit": { "name": "who" } }
        """;

    private OrderSurvey Survey(string content) => OrderSurvey.Of(OrderFile.Open(text.Write(content)));
}
