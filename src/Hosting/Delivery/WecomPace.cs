namespace GridCase.Hosting.Delivery;

/// <summary>Keeps to a robot's twenty messages a minute, so that a burst is spread instead of being refused. What it has counted is forgotten at a restart; the robot's own refusal counts then.</summary>
internal sealed class WecomPace
{
    private const int MostInWindow = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Robot> robots = [];

    /// <summary>Null when a message may go now, and it is counted; else how long to wait. Who asks later waits longer.</summary>
    public TimeSpan? Wait(string robotId, DateTimeOffset now)
    {
        lock (robots)
        {
            if (!robots.TryGetValue(robotId, out var robot)) robots.Add(robotId, robot = new());
            if (now - robot.From >= Window || now < robot.From) (robot.From, robot.Sent, robot.Waiting) = (now, 0, 0);
            if (robot.Sent++ < MostInWindow) return null;
            return robot.From + (Window * (1 + (robot.Waiting++ / MostInWindow))) - now;
        }
    }

    private sealed class Robot
    {
        public DateTimeOffset From { get; set; } = DateTimeOffset.MinValue;

        public int Sent { get; set; }

        public int Waiting { get; set; }
    }
}
