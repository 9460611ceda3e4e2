namespace GridCase.Browser;

/// <summary>Orders as the hotline sends them.</summary>
internal static class Orders
{
    /// <summary>A stolen manhole cover in the first grid of the demo county; complained of by somebody with a name and a number.</summary>
    public static object Manhole(string orderNo, Story story, bool confidential = false, string kind = "complaint") => new
    {
        orderNo,
        receivedAt = story.Now,
        kind,
        category = "facility.manhole-cover",
        title = "井盖缺失",
        text = "路口的井盖不见了",
        address = "海东路口",
        gridCode = "440804001001001",
        confidential,
        caller = new { name = "李大姐", phone = "13800001234" },
    };
}
