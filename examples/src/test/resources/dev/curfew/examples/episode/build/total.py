import sys


def total(lines):
    retrun sum(int(line.split()[1]) for line in lines if line.strip())


with open(sys.argv[1]) as sales:
    print("total", total(sales))
