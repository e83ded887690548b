using System.Globalization;
using PromptGen.Benchmarks;
using PromptGen.Benchmarks.Compile;

const string Usage = """
    dotnet run -c Release --project tests/PromptGen.Benchmarks -- SUITE [rounds]

      analyzers   a build's diagnostics with PromptGen's analyzers
      compile     the generator after each kind of edit
      reader      reading an answer
      shapes      reading and writing, shape by shape
      templates   writing a request
      calls       whole calls and streams in memory
      loopback    whole calls and streams over a socket
      scale       1 to 1,024 calls at a time
      startup     programs that make one call and end
    """;

// A server of these suites is this program too, so that it stands in a process of its own.
if (args is [ServerProcess.Command])
{
    await LoopbackServer.ServeAsync();
    return 0;
}

if (args.Length is 0 or > 2 || (args.Length == 2 && !int.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out _)))
    return Refuse();
int Rounds(int usual) => args.Length == 2 ? int.Parse(args[1], CultureInfo.InvariantCulture) : usual;
switch (args[0])
{
    case "analyzers":
        await AnalyzerSuite.RunAsync(interfaces: 1000, Rounds(5));
        return 0;
    case "reader":
        ReaderSuite.Run(Rounds(41));
        return 0;
    case "shapes":
        ShapeSuite.Run(Rounds(21));
        return 0;
    case "templates":
        TemplateSuite.Run(Rounds(31));
        return 0;
    case "calls":
        await CallTable.RunAsync(Rounds(31));
        return 0;
    case "loopback":
        await LoopbackSuite.RunAsync(Rounds(31));
        return 0;
    case "scale":
        await ScaleSuite.RunAsync(Rounds(11));
        return 0;
    case "startup":
        await StartUpSuite.RunAsync(Rounds(21));
        return 0;
    case "compile":
        CompileSuite.Run(Rounds(7));
        return 0;
    default:
        return Refuse();
}

static int Refuse()
{
    Console.Error.WriteLine(Usage);
    return 1;
}
