using System.Diagnostics;
using System.Globalization;
using PromptGen.Benchmarks;

// One call to the server at the address that is given; then how many entries came, when, and by how much processor time. The end of the input ends it.
using var client = new HttpClient();
var report = await Client.ReportAsync(client, new Uri(args[0]), key: new string('k', 40));
var now = Stopwatch.GetTimestamp();
var processorTime = Environment.CpuUsage.TotalTime;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Entries.Count} {now} {processorTime.Ticks}"));
Console.OpenStandardInput().ReadByte();
