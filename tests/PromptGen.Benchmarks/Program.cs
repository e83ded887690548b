using System.Globalization;
using PromptGen.Benchmarks;

const string Usage = "dotnet run -c Release --project tests/PromptGen.Benchmarks -- (analyzers [interfaces] [rounds] | reader [rounds] | calls [rounds])";
switch (args)
{
    case ["analyzers"]:
        await AnalyzerSuite.RunAsync(interfaces: 1000, rounds: 5);
        return 0;
    case ["analyzers", var interfaces, var rounds]:
        await AnalyzerSuite.RunAsync(int.Parse(interfaces, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case ["reader"]:
        ReaderSuite.Run(rounds: 41);
        return 0;
    case ["reader", var rounds]:
        ReaderSuite.Run(int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case ["calls"]:
        await CallTable.RunAsync(rounds: 41);
        return 0;
    case ["calls", var rounds]:
        await CallTable.RunAsync(int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 1;
}
