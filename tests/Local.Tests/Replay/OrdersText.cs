using GridCase.Local.Replay.Orders;

namespace GridCase.Local.Tests.Replay;

/// <summary>Small order files of the tests' own, in the columns of the built-in mapping.</summary>
internal sealed class OrdersText : IDisposable
{
    public const string Header =
        "REC_ID,CREATE_TIME,EVENT_SRC_ID,EVENT_SRC_NAME,EVENT_PROPERTY_ID,EVENT_PROPERTY_NAME,EVENT_TYPE_ID,EVENT_TYPE_NAME,MAIN_TYPE_ID,MAIN_TYPE_NAME,"
        + "SUB_TYPE_ID,SUB_TYPE_NAME,DISTRICT_ID,DISTRICT_NAME,STREET_ID,STREET_NAME,COMMUNITY_ID,COMMUNITY_NAME,DISPOSE_UNIT_ID,DISPOSE_UNIT_NAME,"
        + "INTIME_ARCHIVE_NUM,OVERTIME_ARCHIVE_NUM";

    private static readonly string[] Kinds = ["投诉", "投诉", "投诉", "咨询", "建议", "感谢", "求决", "其他", "-"];
    private static readonly string[] Channels = ["12345", "@坪山", "12319", "固话投诉", "政府信箱"];
    private static readonly (string Id, string Name)[] Units = [("1", "城市管理局"), ("2", "老坑社区"), ("3", "交通运输局"), ("-", "-")];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gridcase-orders-");

    public string Folder => folder.FullName;

    public string Write(string text, string name = "orders.csv")
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A file of so many orders, some hours apart.</summary>
    public string WriteOrders(int count) => Write(string.Join('\n', Enumerable.Range(1, count).Select(Row).Prepend(Header)) + "\n");

    public static string Row(int number) => Row(
        $"{number}", $"{new DateTime(2018, 3, 1, 8, 0, 0).AddMinutes(number * 313):yyyy-MM-dd HH:mm:ss}", Channels[number % Channels.Length], Kinds[number % Kinds.Length],
        Units[number % Units.Length], number % 5 != 0);

    public static string Row(string id, string time, string channel, string kind, (string Id, string Name) unit, bool inTime) =>
        $"{id},{time},1,{channel},2,{kind},6,市政设施,186,设置及维护,665,道路破损,1,坪山区,101,龙田街道,10014,老坑社区,{unit.Id},{unit.Name},{(inTime ? 1 : 0)},{(inTime ? 0 : 1)}";

    public OrderFileException Refusal(string text, OrderMap? map = null)
    {
        var path = Write(text);
        return Assert.Throws<OrderFileException>(() => OrderSurvey.Of(OrderFile.Open(path, map)));
    }

    public void Dispose() => folder.Delete(true);
}
